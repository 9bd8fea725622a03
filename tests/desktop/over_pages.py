"""Everything that comes over the pages of the window: dialogs, pop-ups, cards, the quick entry, the first start.

Each is opened as a person would come to it, on the small store of these tests.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTableView, QWidget

import roidesk.desktop
from roidesk.desktop.asking import Asking
from roidesk.desktop.palette import Palette
from roidesk.desktop.quick.companion import QuickEntry
from roidesk.desktop.quick.window import QuickWindow
from roidesk.desktop.widgets.away_card import AwayCard
from roidesk.desktop.widgets.backups_dialog import BackupsDialog
from roidesk.desktop.widgets.bulk_popup import BulkPopup
from roidesk.desktop.widgets.card import Card
from roidesk.desktop.widgets.closed_week import LaterChanges
from roidesk.desktop.widgets.contact_picker import ContactPicker
from roidesk.desktop.widgets.conversion_dialog import ConversionDialog
from roidesk.desktop.widgets.custom_period import CustomPeriod
from roidesk.desktop.widgets.erase_dialog import EraseDialog
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.import_dialog import ImportDialog
from roidesk.desktop.widgets.key_dialog import KeyDialog
from roidesk.desktop.widgets.keys_sheet import KeysSheet
from roidesk.desktop.widgets.kind_dialog import KindDialog
from roidesk.desktop.widgets.link_popup import LinkPopup
from roidesk.desktop.widgets.match_dialog import MatchDialog
from roidesk.desktop.widgets.message_dialog import MessageDialog
from roidesk.desktop.widgets.name_dialog import NameDialog
from roidesk.desktop.widgets.outcome_card import OutcomeCard
from roidesk.desktop.widgets.overlaps_dialog import OverlapsDialog
from roidesk.desktop.widgets.palette_box import PaletteBox
from roidesk.desktop.widgets.pins_dialog import PinsDialog
from roidesk.desktop.widgets.reminder_card import ReminderCard
from roidesk.desktop.widgets.report_dialog import ReportDialog
from roidesk.desktop.widgets.timer_panel import TimerPanel
from roidesk.desktop.widgets.weights_dialog import WeightsDialog
from roidesk.domain.away import Absence
from roidesk.domain.instants import HOUR, MINUTE, Week
from roidesk.domain.model import AwayCause


class Scene(NamedTuple):
    """The window, and what brings something over it."""

    qtbot: Any
    session: Any
    clock: Any
    folder: Any

    def quiet(self) -> None:
        """Wait until all that was asked for has come."""
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy)

    def write(self, work: Callable[[], object]) -> None:
        """Write something as the window does."""
        self.session.tasks.write(work)
        self.quiet()

    def page(self, key: str) -> Any:
        """Go to a page."""
        self.session.window.go(key)
        self.quiet()
        return self.session.window.page(key)

    def setting(self, subject: str) -> Any:
        """Go to a subject of Settings."""
        self.session.places.show_settings(subject)
        self.quiet()
        return self.session.window.page("settings").section

    def companion(self, kind: type) -> Any:
        """Return what lives beside the pages."""
        return next(each for each in self.session._companions if isinstance(each, kind))

    def dialog(self) -> QWidget:
        """Wait for a dialog; the one opened last."""
        self.qtbot.waitUntil(lambda: bool(_dialogs()))
        self.quiet()
        return _dialogs()[-1]

    def popup(self) -> QWidget:
        """Wait for a pop-up."""
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        return QApplication.activePopupWidget()

    def card(self) -> QWidget:
        """Wait for a card."""
        cards = self.companion(Asking).cards
        self.qtbot.waitUntil(lambda: cards.shown is not None)
        return cards.shown


def _dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def select_row(table: QTableView, row: int) -> None:
    """Select one row, whichever keys Qt believes to be held since the last were pressed."""
    alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().setCurrentIndex(table.model().index(row, 0), alone)


def close(over: QWidget) -> None:
    """Put it away again."""
    if isinstance(over, QDialog):
        over.reject()
    elif isinstance(over, Card):
        over.put_away()
    else:
        over.hide()


# ---------------------------------------------------------------- dialogs


def _by_action(name: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        scene.session.window.registry.do(name)
        return scene.dialog()

    return opened


def _contact(scene: Scene) -> Any:
    somebody = scene.session.desk.ledger.rows("contacts")[0]
    scene.session.places.show_contact(somebody.id)
    scene.quiet()
    return scene.session.window.page("contact")


def _merge(scene: Scene) -> QWidget:
    _contact(scene).head.merge.click()
    picker = scene.dialog()
    picker.look_for("a")
    scene.quiet()
    return picker


def _erase(scene: Scene) -> QWidget:
    _contact(scene).head.erase.click()
    return scene.dialog()


def _history(scene: Scene) -> QWidget:
    page = scene.page("ledger")
    select_row(page.table, 0)
    scene.qtbot.waitUntil(page.bulk.history.isVisible)
    page.bulk.history.click()
    return scene.dialog()


def _bring_in(scene: Scene) -> QWidget:
    file = scene.folder / "costs.csv"
    file.write_text("name,kind,amount,from,to\nChat,subscription,x,2026-03-01,2026-03-31\n", encoding="utf-8")
    scene.page("ledger").import_from([file])
    return scene.dialog()


def _key(scene: Scene) -> QWidget:
    section = scene.setting("keys")
    select_row(section.table, 0)
    section.change.click()
    return scene.dialog()


def _rename(scene: Scene) -> QWidget:
    scene.setting("channels").add.click()
    return scene.dialog()


def _kind(scene: Scene) -> QWidget:
    section = scene.setting("channels")
    section.ask_kind(section.card.kinds[0].id)
    return scene.dialog()


def _weights(scene: Scene) -> QWidget:
    scene.setting("channels").weights.click()
    return scene.dialog()


def _overlaps(scene: Scene) -> QWidget:
    scene.write(lambda: scene.session.desk.tracking.log("email 11:40-11:50 @acme"))
    page = scene.page("today")
    scene.qtbot.waitUntil(page.head.overlaps.isVisible)
    page.head.overlaps.click()
    return scene.dialog()


def _later_changes(scene: Scene) -> QWidget:
    desk, week = scene.session.desk, Week.of(date(2026, 11, 19)).plus(-1)
    scene.write(lambda: desk.tracking.log("call 2026-11-11 09:00-09:20 @acme"))
    scene.write(lambda: desk.closing.close(week))
    scene.write(lambda: desk.tracking.log("call 2026-11-12 09:00-09:20 @acme"))
    page = scene.page("week")
    page.step(-1)
    scene.qtbot.waitUntil(page.closed.changes.isVisible)
    page.closed.changes.click()
    return scene.dialog()


def _report(scene: Scene) -> QWidget:
    scene.session.messages.show_report("Traceback")
    return scene.dialog()


# ---------------------------------------------------------------- pop-ups


def _link(scene: Scene) -> QWidget:
    page = scene.page("today")
    page.menus.ask_link(page.day_rows[0].interaction.id)
    return scene.popup()


def _bulk(name: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        page = scene.page("today")
        page.table.choose([each.interaction.id for each in page.day_rows])
        field = next(each for each in page.footer.bulk._fields if each.name == name)
        page.menus.change_many(field, QPoint(300, 500))
        return scene.popup()

    return opened


def _days(scene: Scene) -> QWidget:
    scene.page("return").bar.period.click()
    return scene.popup()


def _timers(scene: Scene) -> QWidget:
    for line in ("call @acme", "tweet reply @northwind"):
        scene.write(lambda line=line: scene.session.desk.timers.start(line))
    scene.session.window.registry.do("timers")
    return scene.popup()


def _palette(scene: Scene) -> QWidget:
    scene.session.window.registry.do("find")
    box = scene.companion(Palette).box
    QTest.keyClicks(box.field, "acme")
    scene.quiet()
    return box


# ---------------------------------------------------------------- cards


def _came(scene: Scene) -> QWidget:
    scene.write(lambda: scene.session.desk.timers.start("call @acme"))
    scene.clock.us += 12 * MINUTE
    scene.qtbot.waitUntil(lambda: scene.session.window.top.timer.current is not None)
    scene.session.window.top.toggle_timer()
    card: Any = scene.card()
    card.choose(0)
    return card


def _away(scene: Scene) -> QWidget:
    scene.write(lambda: scene.session.desk.timers.start("tweet reply @northwind"))
    scene.clock.us += 20 * MINUTE
    left = scene.clock.us
    scene.clock.us += 23 * MINUTE
    scene.write(lambda: scene.session.desk.timers.absent(Absence(left, scene.clock.us, AwayCause.IDLE)))
    return scene.card()


def _reminder(scene: Scene) -> QWidget:
    scene.clock.us += 2 * HOUR - 24 * MINUTE
    scene.session.kept.keep("remind_hours", "1")
    return scene.card()


# ---------------------------------------------------------------- the quick entry


def _quick(keys: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        window = scene.companion(QuickEntry).window
        window.summon()
        scene.qtbot.waitUntil(window.isVisible)
        scene.quiet()
        for each in keys:
            QTest.keyClicks(window.focusWidget() or window.entry.field, each)
            scene.quiet()
        return window

    return opened


def _how_much(scene: Scene) -> QWidget:
    window: Any = _quick("cac")(scene)
    QTest.keyClick(window.came.who, Qt.Key.Key_Return)
    scene.quiet()
    return window


class Opened(NamedTuple):
    """Something over the pages: what it is, and how it is come to."""

    kind: type[QWidget]
    open: Callable[[Scene], QWidget]


OPENED: Mapping[str, Opened] = {
    "keys": Opened(KeysSheet, _by_action("keys")),
    "backups": Opened(BackupsDialog, _by_action("backups")),
    "pins": Opened(PinsDialog, _by_action("edit_pins")),
    "message": Opened(MessageDialog, _by_action("record_message")),
    "conversion": Opened(ConversionDialog, _by_action("add_conversion")),
    "match": Opened(MatchDialog, _by_action("match_people")),
    "merge": Opened(ContactPicker, _merge),
    "erase": Opened(EraseDialog, _erase),
    "history": Opened(HistoryDialog, _history),
    "import": Opened(ImportDialog, _bring_in),
    "key": Opened(KeyDialog, _key),
    "name": Opened(NameDialog, _rename),
    "kind": Opened(KindDialog, _kind),
    "weights": Opened(WeightsDialog, _weights),
    "overlaps": Opened(OverlapsDialog, _overlaps),
    "later changes": Opened(LaterChanges, _later_changes),
    "report": Opened(ReportDialog, _report),
    "link": Opened(LinkPopup, _link),
    "topics of several": Opened(BulkPopup, _bulk("topics")),
    "level of several": Opened(BulkPopup, _bulk("personalness")),
    "days": Opened(CustomPeriod, _days),
    "timers": Opened(TimerPanel, _timers),
    "palette": Opened(PaletteBox, _palette),
    "what came of it": Opened(OutcomeCard, _came),
    "away": Opened(AwayCard, _away),
    "reminder": Opened(ReminderCard, _reminder),
    "quick entry": Opened(QuickWindow, _quick("")),
    "quick entry, typed": Opened(QuickWindow, _quick(" tweet reply @ac")),
    "quick entry, started": Opened(QuickWindow, _quick("4")),
    "quick entry, from whom": Opened(QuickWindow, _quick("c")),
    "quick entry, how much": Opened(QuickWindow, _how_much),
}


def kinds() -> set[type[QWidget]]:
    """Return the class of each dialog, card and pop-up there is in the window's code."""
    for module in pkgutil.walk_packages(roidesk.desktop.__path__, "roidesk.desktop."):
        import_module(module.name)
    asking = {each for base in (QDialog, Card) for each in _below(base)}
    return {each for each in asking if each.__module__.startswith("roidesk.") and not each.__subclasses__()}


def _below(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        yield each
        yield from _below(each)
