"""What is written beside the pages: pure functions from views to texts."""
