"""Floor 2: one function a page or question; frozen page objects; a fixed number of queries."""
