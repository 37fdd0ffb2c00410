"""Checks SVG pictures: they must not run anything or load anything from another site.

A picture within a page runs no script, but one that is opened at its own address does. It is
checked as browsers read it, as XML. A file that cannot be parsed to its end is refused, because
browsers show and run its beginning.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from archive.core.model import Level, Place, Problem

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"

ELEMENTS = frozenset(
    """
    a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence filter g hatch hatchpath image line
    linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect set
    solidcolor stop style svg switch symbol text textPath title tspan use view
    """.split()
)
"""SVG elements that only draw. Elements of other vocabularies, in which editors keep their own
data, mean nothing to a browser; XHTML does, and is refused."""

ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252"})
"""Encodings that this program and every browser decode alike."""

HINT = "save it from a drawing program as plain SVG, or as PNG"

_INLINE = re.compile(
    r"data:(?:image/(?:png|jpeg|gif|webp)|font/[a-z0-9-]+|application/(?:x-)?font-[a-z0-9-]+);"
    r"(?:charset=[a-z0-9-]+;)?base64,[a-z0-9+/=\s]*",
    re.ASCII | re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_SCRIPTING = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_LOADS = re.compile(
    r"@import|@namespace|image-set\(|src\(|expression\(|-moz-binding", re.IGNORECASE
)
_UNSEEN = re.compile(r"[\x00-\x20]")


class _RefusedError(Exception):
    """The picture contains something that is not allowed."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def check_svg(data: bytes, path: str) -> Problem | None:
    """Returns why an SVG picture cannot be published, or None.

    Args:
        data: The whole file.
        path: Its path, for messages.
    """
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
    except _RefusedError as refused:
        return Problem(
            Place(path, *checker.at), Level.ERROR, refused.message, "", refused.hint, "file"
        )
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "offset", 0) + 1
        message = f"is not a readable SVG picture: {str(error).partition(':')[0]}"
        return Problem(Place(path, line, column), Level.ERROR, message, "", HINT, "file")
    return None


class _Checker:
    """Checks the parts of a picture as they are parsed."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.at = (1, 1)
        self._parser = parser
        self._depth = 0
        self._style: list[str] | None = None

    def _note_place(self) -> None:
        """Records where the part begins: the parser moves on after an exception."""
        self.at = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._note_place()
        space, _, local = name.rpartition("}")
        if self._depth == 0 and (space, local) != (SVG, "svg"):
            raise _RefusedError(
                f"is not an SVG picture: it begins with <{local}>",
                f'begin it with <svg xmlns="{SVG}">',
            )
        self._depth += 1
        self._element(space, local)
        for key, value in attributes.items():
            _attribute(local, key, value)
        if local == "style":
            self._style = []

    def _element(self, space: str, local: str) -> None:
        if local.lower() == "script":
            raise _RefusedError("contains a script", f"remove <script>; {HINT}")
        if local.lower() == "foreignobject" or space == XHTML:
            raise _RefusedError(f"contains HTML (<{local}>)", f"write it as <text>; {HINT}")
        if space in (SVG, "") and local not in ELEMENTS:
            raise _RefusedError(
                f"contains <{local}>, which does more than draw", f"remove it; {HINT}"
            )

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._style is not None:
            self._note_place()
            _css("".join(self._style))
            self._style = None

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def instruction(self, target: str, _: str) -> None:
        self._note_place()
        raise _RefusedError(f"contains an instruction, <?{target}>", f"remove it; {HINT}")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            raise _RefusedError(f"is encoded in {encoding}", f"save it as UTF-8; {HINT}")

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_own: bool) -> None:
        self._note_place()
        if has_own:
            raise _RefusedError(
                "declares entities or attributes", f"remove [...] from DOCTYPE; {HINT}"
            )

    def entity(self, name: str, *_: object) -> None:
        self._note_place()
        raise _RefusedError(f'declares an entity, "{name}"', f"remove the declaration; {HINT}")


def _attribute(element: str, key: str, value: str) -> None:
    """Checks an attribute.

    Raises:
        _RefusedError: If it is not allowed.
    """
    space, _, name = key.rpartition("}")
    if name.lower().startswith("on"):
        raise _RefusedError(
            f'contains a script, in "{name}" of <{element}>', f"remove {name}; {HINT}"
        )
    bare = _UNSEEN.sub("", value)
    if _SCRIPTING.search(bare):
        raise _RefusedError(
            f'contains a script, in "{name}" of <{element}>', f"remove {name}; {HINT}"
        )
    target = value.strip().rpartition(":")[2].lower()
    if name == "attributeName" and (target == "href" or target.startswith("on")):
        raise _RefusedError(f'changes "{value}" while it is shown', f"remove <{element}>; {HINT}")
    if name in ("href", "src") and not _is_inside(value, link=element == "a"):
        raise _elsewhere(value)
    if name == "base":
        raise _RefusedError("sets a base for its addresses", f"remove xml:base; {HINT}")
    if name == "style" or (not space and "\\" in value and "(" in value):
        _css(value)
    else:
        _urls(value)


def _css(text: str) -> None:
    if "\\" in text:
        hint = f"write the character itself; {HINT}"
        raise _RefusedError("contains a backslash in its style, which hides what is meant", hint)
    if found := _LOADS.search(text):
        raise _RefusedError(f'contains "{found[0]}" in its style', f"remove it; {HINT}")
    _urls(text)


def _urls(text: str) -> None:
    for found in _URL.finditer(text):
        if not _is_inside(found[1], link=False):
            raise _elsewhere(found[1])


def _is_inside(address: str, *, link: bool) -> bool:
    """Returns whether an address is within the picture, or that of a link for readers to follow."""
    stripped = address.strip()
    if not stripped or stripped.startswith("#") or _INLINE.fullmatch(stripped):
        return True
    return link and _LINK.match(stripped) is not None


def _elsewhere(address: str) -> _RefusedError:
    shown = address if len(address) <= 60 else f"{address[:59]}…"
    return _RefusedError(
        f'refers to something outside itself, "{shown}"', f"embed it in the picture; {HINT}"
    )
