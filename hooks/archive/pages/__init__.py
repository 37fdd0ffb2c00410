"""What each kind of page shows, as plain data: one module for each kind."""
