"""Floor 3: how values become words and markup on pages."""
