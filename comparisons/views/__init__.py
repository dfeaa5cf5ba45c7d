"""Floor 4: translate HTTP, nothing else. One module a room."""
