"""Reads files: front matter, briefs, the registry. Every problem keeps its place."""
