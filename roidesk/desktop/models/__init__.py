"""Values of the services as Qt shows them in tables."""
