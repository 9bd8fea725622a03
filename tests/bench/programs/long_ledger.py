"""The ledger of a very long store: scrolled, dragged and jumped through, filtered and put in order.

`long_ledger.py STORE` prints milliseconds: how long the window took to paint each step, how long until the rows that
are looked at were painted, when what a filter keeps was, and the longest the window stood still meanwhile.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QObject, QTimer

from roidesk.bootstrap import open_desk
from roidesk.desktop.application import application
from roidesk.desktop.pages.ledger import LedgerPage
from roidesk.desktop.tasks import Tasks
from tests.bench.our_window import rest, until
from tests.heart import Heart

STEPS = 300
FRAME_MS = 16
FILTERS = (
    "channel=email", "personal>=4", 'contact="contact 12"', "contact=none", "channel=phone and personal>=3",
    "brand=none", "solved=none", "person!=none and minutes<5", "topic=none", "direction=out or source=timer",
)  # fmt: skip
NOTHING = ("minutes>=30", "personal>=5 and minutes>=30", "purpose=webcare", "campaign=launch")
"""No row of the store fits these: all of them have to be looked at before that can be said."""
ORDERS = ("minutes", "contact", "personalness")


class Painted(QObject):
    """Notes when the rows of a view, or what stands in their place, were painted first after they had changed."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._changed = False
        self.at = 0
        page.model.modelReset.connect(self._reset)
        for each in (page.table.viewport(), page.empty):
            each.installEventFilter(self)

    def begin(self) -> None:
        self._changed, self.at = False, 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self._changed and not self.at and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._note)  # when this paint is over
        return False

    def _reset(self) -> None:
        self._changed = True

    def _note(self) -> None:
        self.at = self.at or time.perf_counter_ns()


class LongLedger:
    """The page on a store, and the hands on it. Each thing done gives three times in milliseconds."""

    def __init__(self, store: Path) -> None:
        self.desk = open_desk(store, read_only=True)
        self.app = application()
        self.tasks = Tasks()
        self.page = LedgerPage(self.desk, self.tasks)
        self.page.resize(1200, 800)
        self.page.show()
        self.bar = self.page.table.verticalScrollBar()
        self.heart = Heart(beat_ms=1)
        self.paint = Painted(self.page)
        self.rest()
        gc.collect()
        gc.freeze()  # as the program does once it stands

    def there(self) -> bool:
        model = self.page.model
        return model.count > 0 and model.unread(*self.page.table.looked_at) is None

    def rest(self) -> None:
        """Wait until nothing is under way."""
        until(lambda: not self.tasks.busy)
        self.app.processEvents()

    def scroll(self, to: int) -> tuple[float, float, float]:
        """Return when it was painted, when its rows were, and the longest standstill."""
        self.heart.begin()
        start = time.perf_counter_ns()
        self.bar.setValue(to)
        self.app.processEvents()  # what scrolled into view is painted, as the event loop would
        painted = time.perf_counter_ns()
        until(self.there)
        self.app.processEvents()  # and so are the rows that came
        seen = time.perf_counter_ns()
        self.rest()
        return (painted - start) / 1e6, (seen - start) / 1e6, self.heart.longest_ms()

    def drag(self) -> float:
        """Move on by a frame, waiting for no rows, and return the longest standstill."""
        self.heart.begin()
        self.bar.setValue((self.bar.value() + self.bar.maximum() // 700) % self.bar.maximum())
        rest(FRAME_MS)
        return self.heart.longest_ms()

    def ask(self, do: Callable[[], object]) -> tuple[float, float, float]:
        """Return when the first rows were painted, when all was counted, and the longest standstill."""
        self.paint.begin()
        self.heart.begin()
        start = time.perf_counter_ns()
        do()
        if self.page.filter.error:
            raise ValueError(self.page.filter.error)
        until(lambda: self.paint.at)
        until(lambda: not self.tasks.busy)
        counted = time.perf_counter_ns()
        self.rest()  # the count is painted, too, before anything else is asked
        return (self.paint.at - start) / 1e6, (counted - start) / 1e6, self.heart.longest_ms()

    def filter(self, text: str) -> tuple[float, float, float]:
        return self.ask(partial(self.page.filter.put, text))


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def scrolled(ledger: LongLedger) -> dict[str, float]:
    bar, chance = ledger.bar, Random(1)  # noqa: S311 - the same places each time
    found = {
        "wheel": [ledger.scroll(bar.value() + 96) for _each in range(STEPS)],
        "page": [ledger.scroll(bar.value() + bar.pageStep()) for _each in range(STEPS)],
        "jump": [ledger.scroll(chance.randrange(bar.maximum())) for _each in range(STEPS // 5)],
    }
    kinds = ("p95", "there", "still")
    return {f"{name}_{kind}": p95([each[at] for each in steps])
            for name, steps in found.items() for at, kind in enumerate(kinds)}  # fmt: skip


def asked(ledger: LongLedger) -> dict[str, object]:
    some = [ledger.filter(text) for text in FILTERS * 3]
    nothing = [ledger.filter(text) for text in NOTHING * 3]
    if ledger.page.model.count:
        raise ValueError(NOTHING)
    ledger.filter("")
    ordered = [ledger.ask(partial(ledger.page._order, column)) for column in ORDERS]
    return {
        "filter_p95": p95([each[0] for each in some]),
        "filter_shown": [each[0] for each in some],
        "filter_counted": [each[1] for each in some],
        "filter_still": p95([each[2] for each in some]),
        "nothing_looking": [each[0] for each in nothing],
        "nothing_told": [each[1] for each in nothing],
        "ordered": [each[0] for each in ordered],
    }


def main() -> None:
    ledger = LongLedger(Path(sys.argv[1]))
    rows = ledger.page.model.count
    figures: dict[str, object] = {"rows": rows, **scrolled(ledger)}
    figures["drag_still"] = p95([ledger.drag() for _each in range(STEPS)])
    ledger.rest()
    figures |= asked(ledger)
    ledger.tasks.close(ledger.desk.close)
    print(json.dumps(figures))


main()
