"""What the browser sees of feedback."""
