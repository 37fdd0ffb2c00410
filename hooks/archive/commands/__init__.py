"""The commands of ``python -m archive``, one module each."""
