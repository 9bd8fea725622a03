"""Floor of logging: sqlite3 alone writes the rows that one logged interaction makes in a store.

As a program (`python -I -S raw_log.py STORE START_US`) it is the floor of `roidesk log` as a process.
"""

import os
import sqlite3
import sys

MINUTES_4 = 240_000_000
ROLL_UPS = (("rollup_day", "day", "2026-01-05"), ("rollup_week", "week", "2026-W02"))


class RawLog:
    """Writes interactions like the newest one there is, each in a transaction of its own, each on the disk."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on", "wal_autocheckpoint = 1000"):
            self.connection.execute(f"pragma {pragma}")
        self._rows = {
            table: self._newest(table, by)
            for table, by in (("interaction", "start_us"), ("action", "number"), ("change", "seq"),
                              ("change_content", "seq"))
        }  # fmt: skip
        self._inserts = {
            table: f"insert into {table} ({', '.join(row)}) values ({', '.join(f':{name}' for name in row)})"
            for table, row in self._rows.items()
        }

    def _newest(self, table: str, by: str) -> dict[str, object]:
        found = self.connection.execute(f"select * from {table} order by {by} desc limit 1")
        names = [each[0] for each in found.description]
        return dict(zip(names, found.fetchone(), strict=True))

    def log(self, start_us: int) -> None:
        """Write one interaction of four minutes."""
        self.connection.execute("begin immediate")
        self._write(start_us, self._action())
        self.connection.execute("commit")

    def log_many(self, starts: range) -> None:
        """Write many as one action."""
        self.connection.execute("begin immediate")
        action = self._action()
        for start_us in starts:
            self._write(start_us, action)
        self.connection.execute("commit")

    def _action(self) -> int:
        execute = self.connection.execute
        (action,) = execute("select max(number) + 1 from action").fetchone()
        execute(self._inserts["action"], self._rows["action"] | {"number": action})
        return int(action)

    def _write(self, start_us: int, action: int) -> None:
        entry_id = os.urandom(16)
        execute, rows = self.connection.execute, self._rows
        (seq,) = execute("select max(seq) + 1 from change").fetchone()
        entry = rows["interaction"] | {"id": entry_id, "start_us": start_us, "end_us": start_us + MINUTES_4}
        execute(self._inserts["interaction"], entry)
        execute(self._inserts["change"], rows["change"] | {"seq": seq, "action": action, "entry_id": entry_id})
        execute(self._inserts["change_content"], rows["change_content"] | {"seq": seq})
        for table, column, when in ROLL_UPS:
            execute(
                f"insert into {table} ({column}, person_id, kind_id, level, brand_id, known, interactions, us, "
                "counted_us, paid, personal) values (?, ?, ?, 3, zeroblob(16), 1, 1, ?, ?, ?, ?) on conflict do update "
                "set interactions = interactions + excluded.interactions, us = us + excluded.us, "
                "counted_us = counted_us + excluded.counted_us, paid = paid + excluded.paid, "
                "personal = personal + excluded.personal",
                (when, entry["person_id"], entry["kind_id"], MINUTES_4, MINUTES_4, MINUTES_4 * 1000, MINUTES_4 * 2250),
            )

    def close(self) -> None:
        """Close the store."""
        self.connection.close()


if __name__ == "__main__":
    store = RawLog(sys.argv[1])
    store.log(int(sys.argv[2]))
    store.close()
