"""The files of a site other than pages, one module each."""
