"""Turns the Markdown files and tables of other systems into briefs for review."""
