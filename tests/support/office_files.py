"""Makes small Word and PDF files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def paragraph(text: str, style: str = "") -> str:
    """Returns a paragraph of a Word file."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{about}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*rows: Iterable[str]) -> str:
    """Returns a table of a Word file."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_file(body: str, title: str = "", created: str = "", prolog: str = "") -> bytes:
    """Returns a Word file with these paragraphs and properties."""
    out = BytesIO()
    relation = f'<Relationship Id="r" Type="{_OFFICE}" Target="word/document.xml"/>'
    heading = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    dates = f"<dc:title>{escape(title)}</dc:title><dt:created>{created}</dt:created>"
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'
        )
        packed.writestr("word/document.xml", prolog + document)
        packed.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{heading}</w:styles>')
        packed.writestr("docProps/core.xml", f'<p xmlns:dc="dc" xmlns:dt="dt">{dates}</p>')
    return out.getvalue()


def pdf_file(lines: Iterable[str], title: str = "", password: str = "", pages: int = 1) -> bytes:
    """Returns a PDF file of equal pages with these lines."""
    writer = PdfWriter()
    shown = b" ".join(f"({line}) Tj T*".encode() for line in lines)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 14 TL 20 360 Td " + shown + b" ET")
    for _ in range(pages):
        page = writer.add_blank_page(400, 400)
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.add_metadata({"/Title": title, "/CreationDate": "D:20200102030405Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
