"""Decides what need not be built again: cache keys, build records, and what a change affects."""
