"""What differs between systems, each behind one small face."""
