"""SVG pictures: they must not run anything or load anything from another site.

A picture within a page runs no script, but one that is opened at its own address does. So each
picture is checked, and a new file is published in its place: the elements and attributes that
``svg_rules`` allows, as canonical XML, without document type, comments and the data of drawing
programs. A browser reads nothing in it that was not checked.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET
from xml.parsers import expat

from archive.core.model import Level, Place, Problem
from archive.read.svg_rules import (
    ENCODINGS,
    HINT,
    SVG,
    RefusedError,
    check_attribute,
    check_element,
    check_style,
    is_drawn,
    is_kept,
    split_name,
)

_ENTITY = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(&(?!#|(?:amp|lt|gt|quot|apos);)[^;\s<]*;)", re.DOTALL
)
"""A reference to an entity other than the five of XML, outside comments and literal text."""


def check_svg(data: bytes, path: str) -> Problem | None:
    """Returns why an SVG picture cannot be published, or None.

    Args:
        data: The whole file.
        path: Its path, for messages.
    """
    problem, _ = _check(data, path)
    return problem


def clean_svg(data: bytes, path: str) -> bytes:
    """Returns the published form of a picture: canonical XML in UTF-8 (Canonical XML 2.0, W3C).

    Args:
        data: The whole file.
        path: Its path, for messages.

    Raises:
        ValueError: If the picture cannot be published.
    """
    problem, seen = _check(data, path)
    if problem:
        raise ValueError(str(problem))
    text = io.StringIO()
    ET.canonicalize(
        out=text,
        from_file=io.BytesIO(data),
        exclude_tags=[_qualified(name) for name in seen.elements if not is_drawn(name)],
        exclude_attrs=[_qualified(name) for name in seen.attributes if not is_kept(name)],
    )
    return text.getvalue().encode("utf-8")


def _qualified(name: str) -> str:
    """Returns a name as ElementTree writes it: ``{namespace}local``."""
    return f"{{{name}" if "}" in name else name


def _check(data: bytes, path: str) -> tuple[Problem | None, _Checker]:
    parser = expat.ParserCreate(namespace_separator="}")
    checker = _Checker(parser)
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.ProcessingInstructionHandler = checker.instruction
    parser.XmlDeclHandler = checker.declaration
    parser.StartDoctypeDeclHandler = checker.doctype
    parser.EntityDeclHandler = checker.entity
    try:
        parser.Parse(data, True)
        if checker.has_doctype:
            checker.at = (1, 1)
            _check_entities(data, checker)
    except RefusedError as refused:
        place = Place(path, *checker.at)
        return Problem(place, Level.ERROR, refused.message, "", refused.hint, "file"), checker
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "offset", 0) + 1
        message = f"is not a readable SVG picture: {str(error).partition(':')[0]}"
        problem = Problem(Place(path, line, column), Level.ERROR, message, "", HINT, "file")
        return problem, checker
    return None, checker


def _check_entities(data: bytes, checker: _Checker) -> None:
    """Checks for entities that the document type may declare: the parser drops them in silence.

    Raises:
        RefusedError: If there is one.
    """
    for found in _ENTITY.finditer(data):
        if name := found[1]:
            before = data[: found.start()]
            line = before.count(b"\n") + 1
            checker.at = (line, found.start() - before.rfind(b"\n"))
            shown = name.decode("utf-8", "replace")
            raise RefusedError(f'uses an entity, "{shown}"', f"write the character itself; {HINT}")


class _Checker:
    """Checks the parts of a picture as they are parsed.

    Attributes:
        at: Line and column of the part that was checked last.
        elements: The names of all elements.
        attributes: The names of all attributes.
        has_doctype: Whether the picture has a document type.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.at = (1, 1)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.has_doctype = False
        self._parser = parser
        self._depth = 0
        self._style: list[str] | None = None

    def _note_place(self) -> None:
        """Records where the part begins: the parser moves on after an exception."""
        self.at = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._note_place()
        space, local = split_name(name)
        if self._depth == 0 and (space, local) != (SVG, "svg"):
            raise RefusedError(
                f"is not an SVG picture: it begins with <{local}>",
                f'begin it with <svg xmlns="{SVG}">',
            )
        if self._style is not None:
            raise RefusedError(f"contains <{local}> within its style", f"remove it; {HINT}")
        self._depth += 1
        check_element(name)
        for key, value in attributes.items():
            check_attribute(local, key, value)
        self.elements.add(name)
        self.attributes.update(attributes)
        if local == "style":
            self._style = []

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._style is not None:
            self._note_place()
            check_style("".join(self._style))
            self._style = None

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def instruction(self, target: str, _: str) -> None:
        self._note_place()
        raise RefusedError(f"contains an instruction, <?{target}>", f"remove it; {HINT}")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            raise RefusedError(f"is encoded in {encoding}", f"save it as UTF-8; {HINT}")

    def doctype(self, name: str, _system: str | None, public: str | None, has_own: bool) -> None:
        self._note_place()
        if has_own:
            raise RefusedError(
                "declares entities or attributes", f"remove [...] from DOCTYPE; {HINT}"
            )
        # That of SVG is what drawing programs write; it is not published.
        if name != "svg" or (public and not public.startswith("-//W3C//DTD SVG ")):
            raise RefusedError("has a document type other than SVG's", f"remove DOCTYPE; {HINT}")
        self.has_doctype = True

    def entity(self, name: str, *_: object) -> None:
        self._note_place()
        raise RefusedError(f'declares an entity, "{name}"', f"remove the declaration; {HINT}")
