"""The prose of a brief: Markdown to safe HTML, mentions linked."""
