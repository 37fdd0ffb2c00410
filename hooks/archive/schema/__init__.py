"""Describes front matter and registry, as JSON Schema and as a reference page.

Both are generated from the declared keys, which the readers check too; a test compares the three.
"""
