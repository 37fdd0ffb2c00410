"""Renders views as HTML: templates, the page shell, metadata, and the check of links."""
