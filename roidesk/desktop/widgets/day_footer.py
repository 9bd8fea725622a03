"""Below the table of a day: how much there is, and what can be done with the rows that are selected."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.bulk_buttons import BulkButtons
from roidesk.desktop.widgets.labels import keycap, label
from roidesk.i18n import _, formats, ngettext


class DayFooter(QFrame):
    """Counts and keys; with several rows selected, what can be changed of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._count = label("", "strong")
        self._time = label("", "help")
        self._led = label("", "help")
        self.bulk = BulkButtons()
        self._keys = _Keys()
        self._narrow = False
        self._said = ("", "", "")
        self._selected = ("", "")
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(10), style.px(7), style.px(8), style.px(7))
        box.setSpacing(style.px(16))
        for part in (self._count, self._time, self._led):
            box.addWidget(part)
        box.addWidget(self.bulk, 1)
        self._rest = QWidget()
        box.addWidget(self._rest, 1)
        box.addWidget(self._keys)
        self._show()

    def show_day(self, shown: int, rows: int, time: str, led: int) -> None:
        """Show the counts of a day; `shown` of its rows a filter keeps."""
        count = ngettext("{count} interaction", "{count} interactions", rows).format(count=formats.number(rows))
        if shown < rows:
            count = _("{shown} of {rows}").format(shown=formats.number(shown), rows=count)
        self._said = (count, time, _("{count} led to a conversion").format(count=formats.number(led)) if led else "")
        self._show()

    def show_selected(self, rows: int, us: int) -> None:
        """Show how many rows are selected, and how long they took; fewer than two: nothing is."""
        count = ngettext("{count} row selected", "{count} rows selected", rows).format(count=formats.number(rows))
        self._selected = (count, formats.duration(us)) if rows > 1 else ("", "")
        self._show()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out the keys where there is no room."""
        self._narrow = narrow
        self._show()

    def _show(self) -> None:
        several = bool(self._selected[0])
        count, time, led = (*self._selected, "") if several else self._said
        for part, text in ((self._count, count), (self._time, time), (self._led, led)):
            part.setText(text)
            part.setVisible(bool(text))
        self.bulk.setVisible(several)
        self._rest.setVisible(not several)
        self._keys.setVisible(not several and not self._narrow)


class _Keys(QWidget):
    """The keys that act on a row."""

    def __init__(self) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(5))
        for key, does in (
            (_("F2"), _("edit")),
            (_("D"), _("repeat")),
            (_("C"), _("link a conversion")),
            (_("Del"), _("delete")),
        ):
            box.addWidget(keycap(key))
            box.addWidget(_padded(label(does, "help")))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)


def _padded(what: QLabel) -> QLabel:
    what.setContentsMargins(0, 0, style.px(6), 0)
    return what
