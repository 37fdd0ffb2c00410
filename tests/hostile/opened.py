"""Files that run a script or ask another host where a browser takes them for pages or pictures.

``{out}`` is the address of another host. A script that runs asks for ``/fired``.
"""

from __future__ import annotations

RUN = "navigator.sendBeacon('/fired')"
SCRIPT = f"<script>{RUN}</script>"
_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_RECT = '<rect width="300" height="300"/>'
_LINK = f"<text x='5' y='90' font-size='200'>X</text>{_RECT}"
_TYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">'


def svg(inner: str, before: str = "", attributes: str = "") -> str:
    """Returns a picture of 300 by 300 pixels."""
    return f'{before}<svg {_SVG} {attributes} width="300" height="300">{inner}</svg>'


PICTURES = {
    "script": svg(SCRIPT),
    "script-cdata": svg(f"<script><![CDATA[{RUN}]]></script>"),
    "script-prefix": svg(f'<s:script xmlns:s="http://www.w3.org/2000/svg">{RUN}</s:script>'),
    "script-html": svg(f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">{RUN}</h:script>'),
    "load": svg("", attributes=f'onload="{RUN}"'),
    "click": svg(_RECT, attributes=f'onclick="{RUN}"'),
    "begin": svg(f'<set attributeName="x" to="0" onbegin="{RUN}"/>'),
    "error": svg(f'<image href="none.png" onerror="{RUN}"/>'),
    "link": svg(f'<a xlink:href="javascript:{RUN}">{_LINK}</a>'),
    "link-reference": svg(f'<a href="&#106;avascript&#58;{RUN}">{_LINK}</a>'),
    "link-entity": svg(f'<a xlink:href="javascript&colon;{RUN}">{_LINK}</a>', _TYPE),
    "animated": svg(
        f'<a xlink:href="#"><animate attributeName="xlink:href" values="javascript:{RUN}"'
        f' dur="1s" fill="freeze"/>{_LINK}</a>'
    ),
    "animated-entity": svg(
        f'<a xlink:href="#"><animate attributeName="xlink&colon;href"'
        f' values="javascript&colon;{RUN}" dur="1s" fill="freeze"/>{_LINK}</a>',
        _TYPE,
    ),
    "set": svg(f'<a href="#"><set attributeName="href" to="javascript:{RUN}"/>{_LINK}</a>'),
    "frame": svg(
        '<foreignObject width="300" height="300"><iframe xmlns="http://www.w3.org/1999/xhtml"'
        f' srcdoc="&lt;script>parent.{RUN}&lt;/script>"></iframe></foreignObject>'
    ),
    "html": svg(
        '<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml"'
        f' src="none.png" onerror="{RUN}"/></foreignObject>'
    ),
    "import": svg("<style>@import '{out}a.css';</style>" + _RECT),
    "import-entity": svg("<style>&commat;import '{out}b.css';</style>" + _RECT, _TYPE),
    "import-element": svg("<style><g/>@import '{out}c.css';</style>" + _RECT),
    "import-comment": svg("<style>@imp<!-- x -->ort '{out}d.css';</style>" + _RECT),
    "font": svg("<style>@font-face{{font-family:f;src:url({out}f.woff)}}</style>"
                "<text y='50' font-family='f'>x</text>"),
    "background": svg(_RECT, attributes='style="background:url({out}e.png)"'),
    "cursor": svg('<rect width="300" height="300" style="cursor:url({out}g.png),auto"/>'),
    "mask": svg('<rect width="9" height="9" style="mask:url({out}h.svg#a)"/>'),
    "filter-entity": svg('<g style="filter:url&lpar;{out}i.svg#a)"><path/></g>', _TYPE),
    "filter-escape": svg('<rect width="9" height="9" style="filter:\\75 rl({out}j.svg#a)"/>'),
    "image": svg('<image href="{out}k.png" width="9" height="9"/>'),
    "image-animated": svg(
        '<image width="9" height="9" href="#"><set attributeName="href" to="{out}l.png"/></image>'
    ),
    "use": svg('<use xlink:href="{out}m.svg#a"/>'),
    "feimage": svg('<filter id="a"><feImage href="{out}n.png"/></filter>'
                   '<rect width="9" height="9" filter="url(#a)"/>'),
    "sheet": svg(_RECT, '<?xml-stylesheet href="{out}o.css"?>'),
    "transform": svg(_RECT, '<?xml-stylesheet type="text/xsl" href="{out}p.xsl"?>'),
    "type": svg(_RECT, '<!DOCTYPE svg SYSTEM "{out}q.dtd">'),
    "base": svg('<image href="r.png" width="9" height="9"/>', attributes='xml:base="{out}"'),
    "drawn": svg(
        f'<defs><linearGradient id="g"/></defs><g fill="url(#g)" style="stroke:url(#g)">{_RECT}</g>'
        f'<style>rect {{{{ fill: red }}}}</style><a href="#x">{_LINK}</a>'
    ),
}  # fmt: skip
"""Name → picture. All but the last run or load something."""

_MARKUP = {
    "script": SCRIPT,
    "page": f"<!doctype html><title>x</title>{SCRIPT}",
    "spaces": f"\r\n\t {SCRIPT}",
    "comment": f"<!-- x -->{SCRIPT}",
    "words": f"a,b\n1,2\n{SCRIPT}",
    "late": "a,b\n" * 2_000 + SCRIPT,
    "picture": PICTURES["script"],
    "instruction": f'<?xml version="1.0"?>{PICTURES["script"]}',
    "xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{SCRIPT}</body></html>',
    "quoted": f'["{SCRIPT}"]',
    "cell": f'name;value\n"x";"{SCRIPT}"\n',
    "seven": "+ADw-script+AD4-navigator.sendBeacon('/fired')+ADw-/script+AD4-",
    "image": f'<img src=none onerror="{RUN}">',
    "feed": f'<rss version="2.0"><channel><title>{SCRIPT}</title></channel></rss>',
    "elsewhere": '<img src="{out}s.png">',
    "refresh": '<meta http-equiv=refresh content="0;url={out}t">',
}
_OBJECT = '{{"type": "FeatureCollection", "features": [], "x": "' + SCRIPT + '"}}'
_GIF = f"GIF89a/*{SCRIPT}*/"


def files() -> dict[str, str]:
    """Returns the name of each file → its content, with ``{out}`` where an address belongs."""
    found = {f"svg-{name}.svg": text for name, text in PICTURES.items()}
    for ending in ("json", "geojson", "csv", "tsv", "txt"):
        found |= {f"{ending}-{name}.{ending}": text for name, text in _MARKUP.items()}
        found[f"{ending}-object.{ending}"] = _OBJECT
        found[f"{ending}-gif.{ending}"] = _GIF
    return found
