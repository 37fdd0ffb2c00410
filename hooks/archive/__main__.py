"""``python -m archive``: see ``archive.cli``."""

import sys

from archive.cli import main

sys.exit(main(sys.argv[1:]))
