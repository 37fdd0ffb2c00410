"""General tools that know nothing of briefs: hashes, files, processes, policies."""
