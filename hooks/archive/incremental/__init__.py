"""Decides what need not be built again: page keys, build records, and what a change affects."""
