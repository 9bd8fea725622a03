"""What tells a store of roidesk from any other file. Nothing here loads SQLAlchemy."""

APPLICATION_ID = 0x526F6944
"""`PRAGMA application_id`: "RoiD"."""
VERSION = 3
"""`PRAGMA user_version` of the stores this roidesk writes: the number of the newest step in `migrations`."""
MAGIC = b"SQLite format 3\0"
