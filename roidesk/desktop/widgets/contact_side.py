"""Who a contact is, beside their story: addresses, interests, what they are to us; each changed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import IconButton
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.domain.instants import local_day
from roidesk.domain.model import Audience
from roidesk.i18n import _, formats, ngettext, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roidesk.services.people import Address, ContactCard

_ROWS_SHOWN = 12


class ContactSide(QWidget):
    """Shows who a `ContactCard` is of."""

    edited = Signal(object)
    """Cells of `contacts.csv` that were changed, by column."""
    taken_apart = Signal(object)
    """An `Address` that is somebody else's after all."""

    def __init__(self) -> None:
        super().__init__()
        self._card: ContactCard | None = None
        self._known = _Panel(_("Known as"))
        self._interested = _Panel(_("Interested in"))
        self._about = _Panel(_("About them"))
        self._rows = QWidget()
        self._addresses = QVBoxLayout(self._rows)
        self._addresses.setContentsMargins(0, 0, 0, 0)
        self._addresses.setSpacing(0)
        self.address = _adder(_("Add an address"), _("@handle or e-mail address"), self._add_address)
        self._chips = QWidget()
        self._flow = FlowLayout(style.px(6))
        self._chips.setLayout(self._flow)
        self.interest = _adder(_("Add an interest"), _("#topic"), self._add_interest)
        self.audience = Combo(_("What they are to us"))
        for value in ("", *Audience):
            self.audience.addItem(words.value("audience", value) if value else _("not known"), value)
        self.audience.activated.connect(lambda _at: self._say("audience", self.audience.currentData()))
        self.consent = Combo(_("May we write to them about offers"))
        for value, text in (("", _("not asked")), ("1", _("yes")), ("0", _("no"))):
            self.consent.addItem(text, value)
        self.consent.activated.connect(lambda _at: self._say("consent", self.consent.currentData()))
        self._lay()

    def show_card(self, card: ContactCard) -> None:
        """Show somebody."""
        self._card = card
        count = len(card.addresses)
        many = ngettext("one person, {count} address", "one person, {count} addresses", count).format(count=count)
        self._known.say(many if count else _("no address yet"))
        self._keep_keyboard()
        _empty(self._addresses)
        self._rows.setVisible(bool(count))
        for each in card.addresses[:_ROWS_SHOWN]:
            self._addresses.addWidget(self._row(each, card))
        self._flow.empty()
        for topic in card.interests:
            self._flow.addWidget(self._chip(f"#{topic}", topic))
        for product in card.products:
            self._flow.addWidget(_Chip("tag", product))
        self._chips.setVisible(bool(card.interests or card.products))
        self._fit_chips()
        self.audience.setCurrentIndex(self.audience.findData(card.audience or ""))
        consent = "" if card.contact.consent is None else "1" if card.contact.consent else "0"
        self.consent.setCurrentIndex(self.consent.findData(consent))

    def refuse(self) -> None:
        """Show again what holds, where a change was refused; a field keeps what was typed."""
        if self._card is not None:
            self.show_card(self._card)

    def saved(self) -> None:
        """Empty the fields whose text was taken."""
        self.address.clear()
        self.interest.clear()

    # ------------------------------------------------------------ rows

    def _keep_keyboard(self) -> None:
        """Let the field below have the keyboard where a button has it that goes away: else it would be elsewhere."""
        held = QApplication.focusWidget()
        if held is not None and self._rows.isAncestorOf(held):
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held is not None and self._chips.isAncestorOf(held):
            self.interest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, address: Address, card: ContactCard) -> QWidget:
        row = QWidget()
        text = ElidedLabel(address.text)
        since = ""
        if address.merged is not None and address.since_us is not None:
            since = _("matched {day}").format(day=formats.day(local_day(address.since_us, card.zone)))
        apart = IconButton("split", _("Take {address} apart").format(address=address.text))
        apart.clicked.connect(lambda: self.taken_apart.emit(address))
        row.setMinimumHeight(style.px(30))
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        box.addWidget(Icon("mail" if address.mail else "at-sign", 15))
        box.addWidget(text, 1)
        if since:
            box.addWidget(label(since, "caption"))
        box.addWidget(apart)
        return row

    def _chip(self, text: str, topic: str) -> QWidget:
        remove = IconButton("x", _("Remove {what}").format(what=text))
        remove.clicked.connect(lambda: self._drop_interest(topic))
        return _Chip("", text, remove)

    def _fit_chips(self) -> None:
        width = max(self._chips.width(), style.px(240))
        self._chips.setFixedHeight(max(self._flow.heightForWidth(width), style.px(26)))

    # ------------------------------------------------------------ wishes

    def _say(self, column: str, text: str) -> None:
        self.edited.emit({column: text})

    def _add_address(self) -> None:
        if self._card is not None and self.address.text().strip():
            self._list("handles", (*self._card.contact.handles, self.address.text().strip()))

    def _add_interest(self) -> None:
        if self._card is not None and self.interest.text().strip():
            typed = (each.lstrip("#") for each in self.interest.text().split())
            self._list("interests", (*self._card.interests, *typed))

    def _drop_interest(self, topic: str) -> None:
        if self._card is not None:
            self._list("interests", [each for each in self._card.interests if each != topic])

    def _list(self, column: str, items: Sequence[str]) -> None:
        cells: Mapping[str, str] = {column: "; ".join(each.replace(";", "\\;") for each in dict.fromkeys(items))}
        self.edited.emit(cells)

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        self._known.box.addWidget(self._rows)
        self._known.box.addWidget(self.address)
        self._interested.box.addWidget(self._chips)
        self._interested.box.addWidget(self.interest)
        for text, editor in ((_("To us"), self.audience), (_("Offers by e-mail"), self.consent)):
            row = QHBoxLayout()
            said = label(text, "help")
            said.setBuddy(editor)
            row.addWidget(said, 1)
            row.addWidget(editor, 1)
            self._about.box.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        for panel in (self._known, self._interested, self._about):
            column.addWidget(panel)


class _Panel(QFrame):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._more = label("", "hint")
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(label(title, "heading"))
        head.addWidget(self._more)
        head.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(style.px(14), style.px(8), style.px(10), style.px(10))
        self.box.setSpacing(style.px(4))
        self.box.addLayout(head)

    def say(self, more: str) -> None:
        self._more.setText(more)


class _Chip(QFrame):
    """A word on a ground of its own, with a way to take it off where there is one."""

    def __init__(self, icon: str, text: str, remove: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "word")
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(8), 0, style.px(2 if remove else 8), 0)
        box.setSpacing(style.px(4))
        if icon:
            box.addWidget(Icon(icon, 15))
        box.addWidget(label(text))
        if remove is not None:
            box.addWidget(remove)


def _adder(name: str, hint: str, act: Callable[[], None]) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.returnPressed.connect(act)
    return field


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
