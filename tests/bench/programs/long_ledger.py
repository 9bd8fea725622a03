"""The ledger of a very long store: scrolled, jumped through, filtered and put in order.

`long_ledger.py STORE` prints milliseconds: how long the window took to paint each step, how long until the rows that
are looked at were there, and the longest it stood still meanwhile.
"""

import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from random import Random

from roidesk.bootstrap import open_desk
from roidesk.desktop.application import application
from roidesk.desktop.pages.ledger import LedgerPage
from roidesk.desktop.tasks import Tasks
from tests.bench.our_window import until
from tests.heart import Heart

STEPS = 300
FILTERS = (
    "channel=email", "personal>=4", "minutes>=30", "contact=none", "channel=phone and personal>=3", "brand=none",
    "solved=none", "person!=none and minutes<5", "topic=none", "direction=out or source=timer",
)  # fmt: skip


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    desk = open_desk(Path(sys.argv[1]), read_only=True)
    app = application()
    tasks = Tasks()
    page = LedgerPage(desk, tasks)
    page.resize(1200, 800)
    page.show()
    heart = Heart(beat_ms=1)

    def there() -> bool:
        return not tasks.busy and page.model.count > 0 and page.model.unread(*page.table.looked_at) is None

    def step(move: object) -> tuple[float, float, float]:
        """Return when it was painted, when its rows were there, and the longest standstill."""
        heart.begin()
        start = time.perf_counter_ns()
        move()
        app.processEvents()  # what scrolled into view is painted, as the event loop would
        painted = (time.perf_counter_ns() - start) / 1e6
        until(there)
        return painted, (time.perf_counter_ns() - start) / 1e6, heart.longest_ms()

    until(there)
    bar, chance = page.table.verticalScrollBar(), Random(1)  # noqa: S311 - the same places each time
    found: dict[str, list[tuple[float, float, float]]] = {"wheel": [], "page": [], "jump": []}
    for _each in range(STEPS):
        found["wheel"].append(step(lambda: bar.setValue(bar.value() + 96)))
    for _each in range(STEPS):
        found["page"].append(step(lambda: bar.setValue(bar.value() + bar.pageStep())))
    for _each in range(STEPS // 5):
        found["jump"].append(step(partial(bar.setValue, chance.randrange(bar.maximum()))))
    shown: list[tuple[float, float, float]] = []
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    for text in FILTERS * 3:
        before = len(resets)
        heart.begin()
        start = time.perf_counter_ns()
        page.filter.put(text)
        if page.filter.error:
            raise ValueError(page.filter.error)
        until(lambda before=before: len(resets) > before)
        first = (time.perf_counter_ns() - start) / 1e6
        until(lambda: not tasks.busy)
        shown.append((first, (time.perf_counter_ns() - start) / 1e6, heart.longest_ms()))
    figures = {
        "rows": page._whole,
        "filter_shown": [each[0] for each in shown],
        "filter_counted": [each[1] for each in shown],
        "filter_still": p95([each[2] for each in shown]),
    }
    for name, steps in found.items():
        painted = [each[0] for each in steps]
        figures |= {
            f"{name}_painted": painted,
            f"{name}_p95": p95(painted),
            f"{name}_there": p95([each[1] for each in steps]),
        }
        figures |= {f"{name}_still": max(each[2] for each in steps)}
    tasks.close(desk.close)
    print(json.dumps(figures))


main()
