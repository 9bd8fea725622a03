"""One message that waits: who, how long still, what they wrote, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.models import waiting_words as words
from roidesk.desktop.models.waiting_words import Urgency
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import ElidedLabel, label, tip
from roidesk.domain.snoozing import times
from roidesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roidesk.domain.model import Channel
    from roidesk.services.waiting import WaitingList, WaitingRow


class WaitingItem(QFrame):
    """Shows a `WaitingRow`. `named`: who waits is said and leads to their page."""

    answered = Signal(object, object, bool)
    """The message's id, the channel chosen where it has none, and whether the timer runs beside what runs."""
    snoozed = Signal(object, object)
    """The message's id and until when."""
    ignored = Signal(object)
    """The message's id."""
    contact_wanted = Signal(object)
    """The id of who waits."""

    def __init__(self, *, named: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "waiting")
        self._row: WaitingRow | None = None
        self._zone, self._as_of = "UTC", 0
        self._channels: Sequence[Channel] = ()
        self._icon = Icon(size=15)
        self._who = Button("", kind="name")
        self._who.setVisible(named)
        self._who.clicked.connect(self._open_contact)
        self._left = label("", "help")
        self._text = ElidedLabel("", "help")
        self._bar = _Bar()
        self.answer = Button(_("Answer"), "reply")
        self.answer.clicked.connect(lambda: self._answer(self.answer))
        self.more = IconButton("ellipsis", _("More"))
        self.more.clicked.connect(lambda: self._menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self._menu().popup(self.mapToGlobal(at)))
        self._lay()

    def show_row(self, row: WaitingRow, found: WaitingList, zone: str, channels: Sequence[Channel]) -> None:
        """Show a message."""
        self._row, self._zone, self._as_of, self._channels = row, zone, found.as_of, channels
        state, who = words.urgency(row, found.goal_us), words.who(row)
        self._who.setText(who.replace("&", "&&"))
        self._who.setAccessibleName(_("Open {who}").format(who=who) if row.message.contact_id else who)
        self._who.setEnabled(row.message.contact_id is not None)
        self._left.setText(words.left(row, found.as_of))
        style.polish(self._left, "role", "strong" if state is Urgency.OVER else "help")
        style.polish(self._left, "state", "loss" if state is Urgency.OVER else "")
        self._text.setText(words.quoted(row))
        self._text.setVisible(bool(words.quoted(row)))
        self._bar.show_share(row.waited_us / found.goal_us if found.goal_us else 1.0, state)
        self.answer.setEnabled(not row.answering)
        self.answer.setAccessibleName(_("Answer {who}").format(who=who))
        self.more.call("ellipsis", _("More about {who}").format(who=who))
        self.setAccessibleName(words.spoken(row, found.as_of))
        self.setToolTip(tip(words.explained(row, found)))
        self._show_channel(row.channel)

    def _show_channel(self, channel: Channel | None) -> None:
        if channel is None:
            self._icon.put("inbox")
        else:
            self._icon.put(channel_icon(channel), lambda theme: channel_colour(theme, channel).hex)
        self._icon.setToolTip(tip(channel.name) if channel is not None else "")

    def _open_contact(self) -> None:
        if self._row is not None and self._row.message.contact_id is not None:
            self.contact_wanted.emit(self._row.message.contact_id)

    def _answer(self, under: QWidget, *, beside: bool = False) -> None:
        """Answer; a message without a channel asks by which one first."""
        row = self._row
        if row is None:
            return
        if row.channel is not None:
            self.answered.emit(row.message.id, None, beside)
            return
        menu = self._short_menu()
        for each in self._channels:
            menu.addAction(
                each.name.replace("&", "&&"),
                lambda channel=each.id: self.answered.emit(row.message.id, channel, beside),  # type: ignore[misc]  # bound early on purpose
            )
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = self._short_menu()
        row = self._row
        if row is None:
            return menu
        answer = menu.addAction(_("Answer beside what runs"), lambda: self._answer(self.more, beside=True))
        answer.setEnabled(not row.answering)
        menu.addSection(_("Ask again later"))
        for each in times(self._as_of, self._zone):
            menu.addAction(
                words.until(each, self._zone).replace("&", "&&"),
                lambda at=each.us: self.snoozed.emit(row.message.id, at),  # type: ignore[misc]  # bound early on purpose
            )
        menu.addSeparator()
        menu.addAction(_("Leave unanswered on purpose"), lambda: self.ignored.emit(row.message.id))
        return menu

    def _short_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        for part in (self._icon, self._who):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._left)
        foot = QHBoxLayout()
        foot.setSpacing(style.px(6))
        foot.addWidget(self._bar, 1)
        foot.addWidget(self.answer)
        foot.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(6), style.px(10), style.px(10))
        box.setSpacing(style.px(4))
        box.addLayout(head)
        box.addWidget(self._text)
        box.addLayout(foot)


class _Bar(QWidget):
    """How much of the goal has passed; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._state = Urgency.IN_TIME
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(style.px(60), style.px(4))

    def show_share(self, share: float, state: Urgency) -> None:
        """Show how much has passed."""
        self._share, self._state = min(max(share, 0.0), 1.0), state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, and what has passed from where one begins to read."""
        theme = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(whole, radius, radius)
        passed = QRectF(whole)
        passed.setWidth(whole.width() * self._share)
        if self.isRightToLeft():
            passed.moveRight(whole.right())
        painter.setBrush(QColor(theme.loss if self._state is Urgency.OVER else theme.text2))
        painter.drawRoundedRect(passed, radius, radius)
        painter.end()
