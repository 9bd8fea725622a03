"""The window: values from the services in, wishes of a person out."""
