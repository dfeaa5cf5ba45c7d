"""The project around the app: settings, addresses, start-up."""
