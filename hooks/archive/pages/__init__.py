"""What each type of page shows, as plain data: one module for each type."""
