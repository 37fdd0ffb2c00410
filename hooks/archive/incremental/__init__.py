"""What may be left as it is: page keys, records of earlier builds, and what a change touches."""
