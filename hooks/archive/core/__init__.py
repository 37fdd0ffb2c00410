"""The model of the archive and the rules that all folders share: keys, settings, names, dates."""
