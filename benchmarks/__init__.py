"""Side-by-side measurements of this project and its peers; ``python -m benchmarks --help``."""
