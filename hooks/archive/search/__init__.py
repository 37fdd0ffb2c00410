"""The search index: which parts of a page are searched, and how the index is kept up to date."""
