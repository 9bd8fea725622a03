"""What can be set: `store` for a store, so that every desk works out the same figures, `desk` for one desk."""
