"""What overlaps on a day, and what can be done about each: nothing has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import frame, label
from roidesk.desktop.widgets.strip_drawing import span_words
from roidesk.domain.instants import Span
from roidesk.domain.reshaping import Overlap, Way, ways
from roidesk.i18n import _, formats

_WIDTH = 560


class OverlapsDialog(Dialog):
    """Lies beside the window, so that the strip can be seen; closing it leaves everything as it is."""

    chosen = Signal(object, object, object)
    """The ids of the earlier and the later one, and the `Way` to tell them apart."""
    fine = Signal(object)
    """An `Overlap` of which both were going on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Overlaps"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setModal(False)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(style.px(8))
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._shown: tuple[Overlap, ...] = ()
        self._words = label(_("Shared time counts in equal parts, so nothing has to be done."), "help", wrap=True)
        close = Button(_("Close"), kind="primary", keys=_("Esc"))
        close.clicked.connect(self.reject)
        title = label(_("These overlap"), "title")
        self.lay(title, self._words, self._rows, verbs=(close,), enter=None, grows=self._rows)
        self.setMinimumWidth(style.px(_WIDTH))

    @property
    def shown(self) -> tuple[Overlap, ...]:
        """The overlaps that are listed."""
        return self._shown

    def show_overlaps(self, found: Sequence[Overlap], names: Callable[[UUID], str], zone: str) -> None:
        """List overlaps; `names` tells what an interaction is called. Without any the list goes away."""
        self._shown = tuple(found)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not found:
            self.accept()
            return
        for each in found:
            self._rows.addWidget(self._row(each, names, zone))
        self.adjustSize()

    def _row(self, of: Overlap, names: Callable[[UUID], str], zone: str) -> QWidget:
        row = frame("choice")
        box = QVBoxLayout(row)
        box.setContentsMargins(*[style.px(12)] * 4)
        box.setSpacing(style.px(6))
        for each in of:
            span = span_words(Span(each.start_us, each.end_us), zone)
            box.addWidget(label(f"{names(each.id)}: {span}", wrap=True))
        both = _("{length} in both: each counts half of it.").format(length=formats.duration(of.us))
        box.addWidget(label(both, "help", wrap=True))
        offers = QWidget()
        flow = FlowLayout(style.px(8))
        offers.setLayout(flow)
        about = names(of.earlier.id), names(of.later.id)
        for way in ways(of):
            button = Button(_way_words(of, zone)[way])
            button.setAccessibleDescription(f"{about[0]}, {about[1]}")
            button.clicked.connect(partial(self.chosen.emit, of.earlier.id, of.later.id, way))
            flow.addWidget(button)
        fine = Button(_("Both were going on"), kind="quiet")
        fine.setAccessibleDescription(f"{about[0]}, {about[1]}")
        fine.clicked.connect(partial(self.fine.emit, of))
        flow.addWidget(fine)
        offers.setFixedHeight(flow.heightForWidth(style.px(_WIDTH - 64)))
        box.addWidget(offers, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _way_words(of: Overlap, zone: str) -> Mapping[Way, str]:
    begins, ends = formats.clock(of.later.start_us, zone), formats.clock(of.earlier.end_us, zone)
    return {
        Way.AROUND: _("The later one interrupted it"),
        Way.CUT_EARLIER: _("The earlier one ended at {time}").format(time=begins),
        Way.CUT_LATER: _("The later one began at {time}").format(time=ends),
    }
