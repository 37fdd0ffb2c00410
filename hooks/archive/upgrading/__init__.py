"""Brings a fork to a new version of the program."""
