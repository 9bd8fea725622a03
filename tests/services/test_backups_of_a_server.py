"""The store of a server is backed up by its own means, and whoever asks is told so."""

from contextlib import closing
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store


@pytest.fixture
def desk_of_a_server(server, clock):
    name = server.database()
    with closing(Desk(Context(open_store(server.url(name)), clock, device="desk"))) as desk:
        yield desk
    server.drop(name)


def test_it_says_so_and_stops_nothing(desk_of_a_server):
    desk = desk_of_a_server
    desk.tracking.log("tweet reply @acme 4m")
    backups = desk.backups
    assert (backups.kept(), backups.newest(), backups.due(), backups.changed()) == ((), None, False, False)
    assert backups.before("import") is None
    assert backups.make_due() is None
    assert backups.look_again() is None
    for ask in (backups.make, lambda: backups.copy_to(Path("x.db")), lambda: backups.prepare(Path("x.db"))):
        with pytest.raises(UserError, match="backup_files_only"):
            ask()
