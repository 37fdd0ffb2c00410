"""The one part that knows MkDocs: its events, turned into calls of the archive and back."""
