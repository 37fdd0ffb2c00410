"""Tools that know nothing of briefs: hashes, files, processes, policies."""
