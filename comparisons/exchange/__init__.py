"""Floor 2, the file door: content files in, the same files out."""
