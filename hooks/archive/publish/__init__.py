"""From staged files to the published site: staging, releases, the swap."""
