"""The types of the data stored between builds."""

from __future__ import annotations

from typing import Any

from archive.build.site_state import SiteState
from archive.incremental.records import BuildRecord
from archive.incremental.up_to_date import Note
from archive.lib.file_digests import KnownDigests
from archive.lib.output_files import WrittenFiles
from archive.read.cache import ReadFiles
from archive.read.document_text import Document
from archive.read.history import StoredHistory
from archive.read.registry_cache import stored_registry_type
from archive.search.background import Wanted
from archive.search.shards import Shard

STORED_TYPES: dict[str, Any] = {
    "ReadFiles": ReadFiles,
    "BuildRecord": BuildRecord,
    "WrittenFiles": WrittenFiles,
    "Note": Note,
    "Wanted": Wanted,
    "KnownDigests": KnownDigests,
    "Shard": Shard,
    "Document": Document,
    "StoredHistory": StoredHistory,
    "SiteState": SiteState,
    "stored_registry_type()": stored_registry_type(),
}
"""The type of each cache file, by its name in the program."""
