"""The one app: what is compared, and how it is shown."""
