"""What an SVG picture may contain: elements, attributes, addresses, style.

Sources: SVG 1.1 (Second Edition), SVG 2, Filter Effects Module Level 1, CSS Masking Module Level 1,
SVG Animations Level 2. What runs or loads something is left out.
"""

from __future__ import annotations

import re

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

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
"""SVG elements that only draw."""

_PRESENTATION = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering cursor direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
    font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style
    font-variant font-variant-caps font-variant-ligatures font-variant-numeric font-weight
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation
    kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
    mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-inside
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align
    text-anchor text-decoration text-indent text-orientation text-overflow text-rendering
    text-transform transform transform-origin unicode-bidi vector-effect visibility white-space
    word-spacing writing-mode
    """.split()
)
_GEOMETRY = frozenset(
    """
    amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy
    edgeMode elevation exponent filterRes filterUnits fr fx fy gradientTransform gradientUnits
    height in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode
    numOctaves offset operator order orient pathLength patternContentUnits patternTransform
    patternUnits pitch points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result rotate rx ry scale seed side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
    surfaceScale tableValues targetX targetY textLength type values version viewBox width x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
    """.split()
)
_ANIMATION = frozenset(
    """
    accumulate additive attributeName attributeType begin by calcMode dur end from keyPoints
    keySplines keyTimes max min origin path repeatCount repeatDur restart to
    """.split()
)
_COMMON = frozenset(
    """
    baseProfile class contentScriptType contentStyleType href hreflang id lang media rel
    requiredExtensions requiredFeatures role style systemLanguage tabindex target title
    """.split()
)

ATTRIBUTES = _PRESENTATION | _GEOMETRY | _ANIMATION | _COMMON
"""Attributes without a prefix that a published picture keeps, besides those of WAI-ARIA."""

ANIMATED = _PRESENTATION | _GEOMETRY
"""Attributes that may be animated: none of them is an address that a reader follows."""

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


class RefusedError(Exception):
    """The picture contains something that is not allowed."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def split_name(name: str) -> tuple[str, str]:
    """Returns namespace and local name of ``namespace}local``."""
    space, _, local = name.rpartition("}")
    return space, local


def is_drawn(name: str) -> bool:
    """Returns whether a browser draws an element; any other means nothing to it."""
    space, local = split_name(name)
    return space == SVG and local in ELEMENTS


def is_kept(name: str) -> bool:
    """Returns whether a published picture keeps an attribute."""
    space, local = split_name(name)
    if space == XLINK:
        return local in {"href", "title"}
    if space == XML:
        return local in {"lang", "space"}
    return not space and (local in ATTRIBUTES or local.startswith("aria-"))


def check_element(name: str) -> None:
    """Checks an element.

    Raises:
        RefusedError: If it is not allowed.
    """
    space, local = split_name(name)
    if local.lower() == "script":
        raise RefusedError("contains a script", f"remove <script>; {HINT}")
    if local.lower() == "foreignobject" or space == XHTML:
        raise RefusedError(f"contains HTML (<{local}>)", f"write it as <text>; {HINT}")
    if space in (SVG, "") and local not in ELEMENTS:
        raise RefusedError(f"contains <{local}>, which does more than draw", f"remove it; {HINT}")


def check_attribute(element: str, key: str, value: str) -> None:
    """Checks an attribute.

    Args:
        element: The local name of its element, for messages and links.
        key: Its name.
        value: Its value.

    Raises:
        RefusedError: If it is not allowed.
    """
    space, name = split_name(key)
    if name.lower().startswith("on"):
        raise RefusedError(
            f'contains a script, in "{name}" of <{element}>', f"remove {name}; {HINT}"
        )
    if _SCRIPTING.search(_UNSEEN.sub("", value)):
        raise RefusedError(
            f'contains a script, in "{name}" of <{element}>', f"remove {name}; {HINT}"
        )
    if name == "attributeName" and value.strip() not in ANIMATED:
        raise RefusedError(f'changes "{value}" while it is shown', f"remove <{element}>; {HINT}")
    if name in ("href", "src") and not _is_inside(value, link=element == "a"):
        raise _elsewhere(value)
    if name == "base":
        raise RefusedError("sets a base for its addresses", f"remove xml:base; {HINT}")
    if name == "style" or (not space and "\\" in value and "(" in value):
        check_style(value)
    else:
        _check_urls(value)


def check_style(text: str) -> None:
    """Checks a style sheet, or the value of a ``style`` attribute.

    Raises:
        RefusedError: If it loads something, or hides what it means.
    """
    if "\\" in text:
        hint = f"write the character itself; {HINT}"
        raise RefusedError("contains a backslash in its style, which can hide an address", hint)
    if found := _LOADS.search(text):
        raise RefusedError(f'contains "{found[0]}" in its style', f"remove it; {HINT}")
    _check_urls(text)


def _check_urls(text: str) -> None:
    for found in _URL.finditer(text):
        if not _is_inside(found[1], link=False):
            raise _elsewhere(found[1])


def _is_inside(address: str, *, link: bool) -> bool:
    """Returns whether an address is within the picture, or that of a link for readers to follow."""
    stripped = address.strip()
    if not stripped or stripped.startswith("#") or _INLINE.fullmatch(stripped):
        return True
    return link and _LINK.match(stripped) is not None


def _elsewhere(address: str) -> RefusedError:
    shown = address if len(address) <= 60 else f"{address[:59]}…"
    return RefusedError(
        f'refers to something outside itself, "{shown}"', f"embed it in the picture; {HINT}"
    )
