"""Channels: which are used, how they are typed, and how personal each kind of contact is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QFormLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.pages.settings.section import SIDE_BY_SIDE, Around, Section, direction
from roidesk.desktop.widgets.answers_grid import AnswersGrid
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.channel_table import ChannelTable
from roidesk.desktop.widgets.colour_choice import ColourChoice
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.kind_dialog import KindDialog, KindSaid
from roidesk.desktop.widgets.labels import frame, label, rule
from roidesk.desktop.widgets.level_mark import LevelMark
from roidesk.desktop.widgets.name_dialog import NameDialog
from roidesk.desktop.widgets.notices import Choice
from roidesk.desktop.widgets.scrolled import sideways
from roidesk.desktop.widgets.weights_dialog import WeightsDialog
from roidesk.desktop.widgets.words_field import WordsField
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.model import ChannelKind
from roidesk.domain.personalness import LEVELS, Components
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.channels import ChannelCard, Scale

_FEW_COLUMNS = 2
_LIST, _GAP, _SIDE = 360, 12, 14
"""Designed widths: of the list, between it and the channel beside it, and at either side in that."""
_SHARES = (3, 7)
"""What list and channel have of a width in which the list is not shown whole."""
_FOR_THREE = 940
"""Designed width in which the list is shown whole and a channel with three kinds beside it."""
_RANGES = {1: (0, 15), 2: (15, 25), 3: (25, 50), 4: (50, 75), 5: (75, 100)}


class ChannelsSection(Section):
    """The scale on top, the channels at the left, the one that is chosen at the right."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._scale: Scale | None = None
        self._chosen: UUID | None = None
        self.scale = _ScaleStrip()
        self.table = ChannelTable()
        self.add = Button(_("Add a channel"), "plus")
        self.name = label("", "heading")
        self.rename = Button(_("Rename…"), kind="quiet")
        self.words = WordsField(_("Words you can type"))
        self.colour = ColourChoice()
        self.answers = AnswersGrid()
        self.add_kind = Button(_("Add a kind"), "plus")
        self.weights = Button(_("Change the weights…"), kind="quiet")
        self._keeps = label("", "help", wrap=True)
        self.past = Button(_("Recalculate the past too"), kind="link")
        self.costs = Button(_("Rates and costs"), kind="link")
        self._lay()
        self._connect()

    @property
    def first(self) -> QWidget:
        """The list of channels."""
        return self.table

    def load(self) -> None:
        """Read the channels."""
        self.glance(self.desk.channels.scale, self._show)

    def set_room(self, room: int) -> None:
        """Put the channel below the list where there is no room beside it."""
        way = direction(room)
        beside = way is QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        whole = beside and room >= style.px(_FOR_THREE)
        self._listed.setMinimumWidth(style.px(_LIST) if whole else 0)
        listed, channel = _SHARES
        if whole:
            room_beside = room - style.px(_LIST + _GAP)
        elif beside:
            room_beside = (room - style.px(_GAP)) * channel // (listed + channel)
        else:
            room_beside = room
        self.answers.set_room(room_beside - style.px(2 * _SIDE) - 2)
        self.scale.set_columns(len(LEVELS) if room >= style.px(SIDE_BY_SIDE) else _FEW_COLUMNS)

    @property
    def card(self) -> ChannelCard | None:
        """The channel that is chosen."""
        if self._scale is None:
            return None
        chosen = self._scale.card(self._chosen) if self._chosen else None
        return chosen or next(iter(self._scale.cards), None)

    # ------------------------------------------------------------ what is shown

    def _show(self, scale: Scale) -> None:
        known = {each.channel.id for each in self._scale.cards} if self._scale is not None else set()
        added = [each.channel.id for each in scale.cards if each.channel.id not in known]
        if known and len(added) == 1:
            self._chosen = added[0]
        self._scale = scale
        self.scale.tell(scale)
        card = self.card
        self.table.show_cards(scale.cards, card.channel.id if card else None)
        self._editor.setVisible(card is not None)
        if card is not None:
            self._show_card(card, scale)

    def _show_card(self, card: ChannelCard, scale: Scale) -> None:
        rest = next((each for each in card.kinds if not each.name), None)
        self.name.setText(card.channel.name)
        self.words.show_words(rest.words if rest else ())
        self.words.setEnabled(rest is not None)
        self.colour.show_channel(card.channel)
        self.answers.show_kinds(card.kinds, scale.weights)
        self._keeps.setText(
            ngettext(
                "Each entry keeps the score it was logged with. A change counts from now on; "
                "{count} earlier entry stays.",
                "Each entry keeps the score it was logged with. A change counts from now on; "
                "the {count} earlier entries stay.",
                card.entries,
            ).format(count=formats.number(card.entries))
            if card.entries
            else _("Each entry keeps the score it was logged with. Nothing was logged here yet.")
        )
        self.past.setVisible(bool(card.entries))
        self.rebuilt.emit()

    def _choose(self, channel: UUID) -> None:
        self._chosen = channel
        if self._scale is not None and (card := self._scale.card(channel)) is not None:
            self._show_card(card, self._scale)

    # ------------------------------------------------------------ what is done

    def _write_on(self, verb: Callable[[UUID], Changes]) -> None:
        """Do something to the channel that is chosen."""
        if (card := self.card) is not None:
            channel = card.channel.id
            self.write(lambda: verb(channel))

    def _judge(self, kind: UUID, components: Components) -> None:
        self.write(lambda: self.desk.channels.judge(kind, components))

    def _say(self, said: tuple[str, ...]) -> None:
        card = self.card
        rest = next((each for each in card.kinds if not each.name), None) if card else None
        if rest is not None:
            change = partial(self.desk.channels.describe, rest.id, name="", idle_minutes=rest.idle_minutes)
            self.write(lambda: change(words=said))

    def _recalculate(self) -> None:
        if (card := self.card) is not None:
            channel, count = card.channel, card.entries
            done = ngettext(
                "{count} entry on {channel} has the score of now.",
                "{count} entries on {channel} have the score of now.",
                count,
            ).format(count=formats.number(count), channel=channel.name)
            undo = Choice(_("Undo"), lambda: self.write(self.desk.care.undo))
            self.write(
                lambda: self.desk.channels.recalculate(channel.id), lambda: self.note.tell(done, choices=(undo,))
            )

    def ask_channel(self) -> NameDialog:
        """Ask what a new channel is called."""
        return self._ask_name(_("Add a channel"), _("Add"), "", self.desk.channels.add)

    def ask_name(self) -> NameDialog | None:
        """Ask what the channel is to be called."""
        if (card := self.card) is None:
            return None
        return self._ask_name(
            _("Rename"), _("Rename"), card.channel.name, partial(self.desk.channels.rename, card.channel.id)
        )

    def _ask_name(self, title: str, verb: str, name: str, write: Callable[[str], Changes]) -> NameDialog:
        def save(text: str, done: Callable[[], None], failed: Callable[[UserError], None]) -> None:
            self.tasks.write(lambda: write(text), lambda _changes: done(), failed)

        dialog = NameDialog(title, verb, name, save, self)
        dialog.open()
        return dialog

    def _ask_weights(self) -> WeightsDialog | None:
        if self._scale is None:
            return None
        dialog = WeightsDialog(self._scale.weights, self._weigh, self)
        dialog.open()
        return dialog

    def _weigh(self, weights: tuple[int, ...]) -> None:
        self.write(lambda: self.desk.channels.weigh(weights))

    def ask_kind(self, wanted: UUID | None) -> KindDialog | None:
        """Open the dialog of a kind; None: of a new one."""
        card = self.card
        if card is None:
            return None
        kind = next((each for each in card.kinds if each.id == wanted), None)
        dialog = KindDialog(
            kind, partial(self._save_kind, card, kind), partial(self._remove, kind) if kind else None, self
        )
        dialog.open()
        return dialog

    def _save_kind(
        self,
        card: ChannelCard,
        kind: ChannelKind | None,
        said: KindSaid,
        done: Callable[[], None],
        failed: Callable[[UserError], None],
    ) -> None:
        channels = self.desk.channels
        if kind is not None:
            change = partial(channels.describe, kind.id, **said._asdict())
        else:
            change = partial(channels.add_kind, card.channel.id, **said._asdict())
        self.tasks.write(change, lambda _changes: done(), failed)

    def _remove(self, kind: ChannelKind, done: Callable[[], None], failed: Callable[[UserError], None]) -> None:
        self.tasks.write(lambda: self.desk.channels.remove_kind(kind.id), lambda _changes: done(), failed)

    def _connect(self) -> None:
        channels = self.desk.channels
        self.table.chosen.connect(self._choose)
        self.table.used.connect(lambda channel, used: self.write(lambda: channels.use(channel, used=used)))
        self.add.clicked.connect(self.ask_channel)
        self.rename.clicked.connect(self.ask_name)
        self.words.changed.connect(self._say)
        self.colour.chosen.connect(lambda colour: self._write_on(lambda channel: channels.colour(channel, colour)))
        self.answers.judged.connect(self._judge)
        self.answers.kind_wanted.connect(self.ask_kind)
        self.add_kind.clicked.connect(lambda: self.ask_kind(None))
        self.weights.clicked.connect(self._ask_weights)
        self.past.clicked.connect(self._recalculate)
        self.costs.clicked.connect(lambda: self.leads.emit("rates"))

    # ------------------------------------------------------------ where it lies

    def _lay(self) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(style.px(_GAP))
        self._listed = listed = frame("panel")
        left = QVBoxLayout(listed)
        left.setContentsMargins(1, 1, 1, style.px(10))
        left.setSpacing(style.px(8))
        left.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setContentsMargins(style.px(10), 0, style.px(10), 0)
        foot.addWidget(self.add)
        foot.addStretch(1)
        left.addLayout(foot)
        left.addStretch(1)
        self._editor = self._made_editor()
        self._halves.addWidget(listed, _SHARES[0])
        self._halves.addWidget(self._editor, _SHARES[1])
        self.column.addWidget(self.scale)
        self.column.addLayout(self._halves, 1)

    def _made_editor(self) -> QWidget:
        made = frame("panel")
        box = QVBoxLayout(made)
        box.setContentsMargins(style.px(_SIDE), style.px(10), style.px(_SIDE), style.px(14))
        box.setSpacing(style.px(10))
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addWidget(self.rename)
        head.addStretch(1)
        box.addLayout(head)
        form = QFormLayout()
        form.setHorizontalSpacing(style.px(14))
        form.setVerticalSpacing(style.px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        said = label(_("Words you can type"), "help")
        said.setBuddy(self.words)
        form.addRow(said, self.words)
        form.addRow(label(_("Colour"), "help"), self.colour)
        box.addLayout(form)
        box.addWidget(rule())
        kinds = QHBoxLayout()
        kinds.setSpacing(style.px(8))
        kinds.addWidget(label(_("Kinds on this channel"), "heading"))
        kinds.addWidget(label(_("six answers make the score, 0 to 100"), "help", wrap=True), 1)
        box.addLayout(kinds)
        box.addWidget(sideways(self.answers))
        more = QHBoxLayout()
        more.addWidget(self.add_kind)
        more.addWidget(self.weights)
        more.addStretch(1)
        box.addLayout(more)
        keeps = frame("note")
        told = QHBoxLayout(keeps)
        told.setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8))
        told.addWidget(self._keeps, 1)
        told.addWidget(self.past)
        box.addWidget(keeps)
        cost = FlowLayout(style.px(6))
        cost.addWidget(label(_("What this channel costs a month: see"), "help"))
        cost.addWidget(self.costs)
        box.addLayout(cost)
        box.addStretch(1)
        return made


class _ScaleStrip(QWidget):
    """The five levels, each with the scores it holds and examples from the channels in use."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._examples = {each: label("", "caption", wrap=True) for each in LEVELS}
        self._levels = [self._level(each) for each in LEVELS]
        self._columns = 0
        self.set_columns(len(LEVELS))
        head = QHBoxLayout()
        head.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(8))
        head.setSpacing(style.px(8))
        head.addWidget(label(_("How personal"), "heading"))
        head.addWidget(label(_("five levels, with examples from your own channels"), "help", wrap=True), 1)
        made = frame("panel")
        box = QVBoxLayout(made)
        box.setContentsMargins(1, 0, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(rule())
        box.addLayout(self._grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(made)

    def tell(self, scale: Scale) -> None:
        """Show the examples there are."""
        for each, names in scale.examples().items():
            self._examples[each].setText(", ".join(names) or formats.NONE)

    def set_columns(self, columns: int) -> None:
        """Put so many levels in a row."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, each in enumerate(self._levels):
            self._grid.removeWidget(each)
            self._grid.addWidget(each, at // columns, at % columns)
            style.polish(each, "first", value=at % columns == (columns - 1 if self.isRightToLeft() else 0))
        for at in range(len(LEVELS)):
            self._grid.setColumnStretch(at, int(at < columns))

    def _level(self, which: int) -> QWidget:
        made = frame("tile")
        box = QVBoxLayout(made)
        box.setContentsMargins(style.px(14), style.px(8), style.px(10), style.px(10))
        box.setSpacing(style.px(2))
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(label(words.level(which), "strong"))
        head.addWidget(LevelMark(which))
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(label(_scores(which), "help", wrap=True))
        box.addWidget(self._examples[which])
        box.addStretch(1)
        return made


def _scores(which: int) -> str:
    least, under = _RANGES[which]
    if which == LEVELS[0]:
        return _("score under {under}").format(under=under)
    if which == LEVELS[-1]:
        return _("score from {least}").format(least=least)
    return _("score {least} to under {under}").format(least=least, under=under)
