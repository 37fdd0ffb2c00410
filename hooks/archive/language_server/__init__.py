"""What an editor shows of a brief while it is being written, by the Language Server Protocol."""
