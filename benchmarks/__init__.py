"""What things cost, measured. Nothing here is a test: figures depend on the machine."""
