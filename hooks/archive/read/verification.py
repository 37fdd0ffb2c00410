"""Files by which the owner of a site proves to a search engine that the site is theirs.

They are the only HTML and XML files that are published from the folder of hand-written pages. Their
content is known to the letter but for a code, so nothing in them can run.
"""

from __future__ import annotations

import re

MOST = 1000
"""Largest such file, in bytes."""

_YANDEX = (
    r'<html>\s*<head>\s*<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    r"\s*</head>\s*<body>\s*Verification: [0-9a-f]+\s*</body>\s*</html>"
)
_BING = (
    r'<\?xml version="1\.0"( encoding="utf-8")?\?>\s*<users>\s*<user>[0-9A-F]+</user>'
    r"\s*</users>"
)
_FORMS = (
    (r"google[0-9a-f]+\.html", r"google-site-verification: google[0-9a-f]+\.html"),
    (r"yandex_[0-9a-f]+\.html", _YANDEX),
    (r"BingSiteAuth\.xml", _BING),
    (r"baidu_verify_[\w-]+\.html", r"[\w-]+"),
)
"""Name of a file → its content: of Google, Yandex, Bing and Baidu."""


def is_verification(name: str) -> bool:
    """Returns whether a file at the top of the folder has the name of such a file."""
    return any(re.fullmatch(pattern, name) for pattern, _ in _FORMS)


def is_right_verification(name: str, data: bytes) -> bool:
    """Returns whether a file with such a name has the content that its search engine gives it."""
    if len(data) > MOST or not data.isascii():
        return False
    text = data.decode("ascii").strip()
    return any(re.fullmatch(pattern, name) and re.fullmatch(form, text) for pattern, form in _FORMS)
