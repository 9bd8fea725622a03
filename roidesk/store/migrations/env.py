"""Alembic's entry: runs the steps on the connection that `roidesk.store.migrate` opened, in its transaction."""

from alembic import context

from roidesk.store.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
