"""The lab: runs every code sample on its framework. Knows content/, knows nothing of models."""
