"""The nouns of the archive and the rules they share: model, keys, settings, addresses, names."""
