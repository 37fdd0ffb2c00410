"""One build of the site, step by step; read ``pipeline`` first."""
