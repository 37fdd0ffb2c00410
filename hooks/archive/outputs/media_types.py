"""The media type of every published file, by extension, for hosts that do not know it.

Types are those of the IANA registry. Text names its encoding.
"""

from __future__ import annotations

MEDIA_TYPES: dict[str, str] = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "gif": "image/gif",
    "gz": "application/gzip",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttf": "font/ttf",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
}
"""Extension, without the dot → media type. Any other file is ``OTHER``."""

COMPRESSIBLE = frozenset(
    {
        *("css", "csv", "geojson", "html", "ico", "js", "json", "map", "mjs", "otf", "svg", "tsv"),
        *("ttf", "txt", "wasm", "webmanifest", "xml"),
    }
)
"""Extensions of files that get smaller if a server compresses them; others are compressed."""

OTHER = "application/octet-stream"
"""The type of files without a known extension, such as those of the search index."""
