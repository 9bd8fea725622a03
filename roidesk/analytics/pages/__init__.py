"""What the pages Return and Week show: values and codes, no words."""
