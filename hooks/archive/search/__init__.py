"""The index that readers search: what of a page is found, and how it is kept up to date."""
