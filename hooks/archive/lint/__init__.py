"""Checks a project without building it: all problems, reports of them, and fixes."""
