"""Resolves names to entities: the registry, the graph of who appears in what, and checks."""
