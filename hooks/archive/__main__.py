"""``python -m archive``: see ``archive.cli``."""

import sys


def start() -> int:
    """Runs the command line. A package of another version may fail as soon as it is imported."""
    try:
        from archive.cli import main
    except (ImportError, AttributeError, TypeError) as error:
        from archive.lib.third_party import blame

        if said := blame(error):
            sys.stderr.write(f"archive: {said}\n")
            return 2
        raise
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
