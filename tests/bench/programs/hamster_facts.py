"""Hamster's own storage, asked line by line; runs with the Python that Debian's hamster is installed for.

`hamster_facts.py ENTRIES` makes a history of so many facts in the folder of XDG_DATA_HOME and answers each line on its
input, "add" or "week", with the milliseconds that took.
"""

import sys
import time

from hamster.lib import datetime as dt
from hamster.lib.fact import Fact
from hamster.storage import db

SUNDAY = dt.datetime(2026, 11, 15, 18)
MINUTES_4 = dt.timedelta(minutes=4)


def history(storage: db.Storage, entries: int) -> None:
    """Write so many facts of four minutes, ending on a Sunday evening and evenly over five years."""
    seconds = 5 * 365 * 86_400 / entries
    for n in range(8):
        storage.add_activity("reply", storage.add_category(f"channel{n}"))
    activities = [row[0] for row in storage.fetchall("select id from activities where name = 'reply'")]
    tag = storage.get_tag_ids(["level3"])[0]["id"]
    starts = [SUNDAY - dt.timedelta(seconds=int(seconds * (entries - n))) for n in range(entries)]
    lasts = dt.timedelta(seconds=min(240, int(seconds)))
    storage.start_transaction()
    storage.executemany(
        "insert into facts (activity_id, start_time, end_time) values (?, ?, ?)",
        [(activities[n % 8], start, start + lasts) for n, start in enumerate(starts)],
    )
    storage.execute(f"insert into fact_tags select id, {tag} from facts")
    storage.end_transaction()


def main() -> None:
    storage = db.Storage()
    history(storage, int(sys.argv[1]))
    print("ready", flush=True)
    free = SUNDAY
    for line in sys.stdin:
        if line.strip() == "add":
            free += dt.timedelta(minutes=10)
            fact = Fact(
                activity="reply", category="channel1", tags=["level3"], start_time=free, end_time=free + MINUTES_4
            )
            start = time.perf_counter_ns()
            storage.add_fact(fact)
        else:
            start = time.perf_counter_ns()
            week(storage)
        print((time.perf_counter_ns() - start) / 1e6, flush=True)


def week(storage: db.Storage) -> dict[tuple[str, str], dt.timedelta]:
    """Return the last week by category and tag."""
    total: dict[tuple[str, str], dt.timedelta] = {}
    for fact in storage.get_facts(SUNDAY - dt.timedelta(days=6, hours=18), SUNDAY + dt.timedelta(hours=6)):
        key = fact.category, ",".join(map(str, fact.tags))
        total[key] = total.get(key, dt.timedelta()) + fact.delta
    return total


main()
