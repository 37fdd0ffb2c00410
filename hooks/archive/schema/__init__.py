"""What front matter and registry may hold, as JSON Schema and as a page to read.

Both are made from the declared keys, by which the readers judge; a test holds the three together.
"""
