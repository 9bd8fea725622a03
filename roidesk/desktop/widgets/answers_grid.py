"""Six answers for every kind of contact on a channel, and the score and level they make while one answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayoutItem, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.channel_table import kind_words
from roidesk.desktop.widgets.labels import frame, label, tip
from roidesk.desktop.widgets.level_mark import LevelMark
from roidesk.desktop.widgets.segments import Segments
from roidesk.domain.model import ChannelKind
from roidesk.domain.personalness import COMPONENTS, Components, level
from roidesk.i18n import _, formats, words
from roidesk.i18n.setting_words import component_help

_HUNDREDTHS = 100
_GAP, _SMALL_GAP = 8, 4


class AnswersGrid(QWidget):
    """The questions below each other, the kinds side by side. Every answer counts at once."""

    judged = Signal(object, object)
    """The id of a kind, and its `Components` now."""
    kind_wanted = Signal(object)
    """The id of a kind whose name and words are to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(style.px(_GAP))
        self._grid.setVerticalSpacing(style.px(6))
        self._kinds: tuple[ChannelKind, ...] = ()
        self._weights: tuple[int, ...] = ()
        self._columns: dict[UUID, _KindColumn] = {}
        self._room = 0

    def set_room(self, room: int) -> None:
        """Stand closer where the kinds would not fit beside one another in so many pixels."""
        self._room = room
        self._fit()

    def show_kinds(self, kinds: Sequence[ChannelKind], weights: tuple[int, ...]) -> None:
        """Show the kinds as they are judged now; answers on the screen stay where they are."""
        shape = [(each.id, each.name) for each in kinds]
        same = shape == [(each.id, each.name) for each in self._kinds] and weights == self._weights
        self._kinds, self._weights = tuple(kinds), weights
        if not same:
            self._build()
        for each in kinds:
            self._columns[each.id].show_answers(Components.parse(each.components))

    def column(self, kind: UUID) -> _KindColumn:
        """Return the answers of a kind."""
        return self._columns[kind]

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._columns = {}
        end = len(self._kinds) + 1
        total = label(_("Weight"), "hint")
        self._grid.addWidget(total, 0, end, Qt.AlignmentFlag.AlignRight)
        last = len(COMPONENTS) + 1
        ground = frame("sunken")
        self._grid.addWidget(ground, last, 0, 1, end + 1)
        for row, name in enumerate(COMPONENTS, 1):
            self._grid.addWidget(_question(name), row, 0)
            self._grid.addWidget(label(formats.number(self._weights[row - 1]), "help"), row, end, _END)
        score = label(_("Score and level"), "heading")
        score.setContentsMargins(style.px(8), style.px(9), 0, style.px(9))
        self._grid.addWidget(score, last, 0)
        whole = label(formats.number(sum(self._weights)), "help")
        whole.setContentsMargins(0, 0, style.px(8), 0)
        self._grid.addWidget(whole, last, end, _END)
        for at, kind in enumerate(self._kinds, 1):
            column = _KindColumn(kind, self._weights)
            column.judged.connect(lambda components, kind=kind: self.judged.emit(kind.id, components))
            column.head.clicked.connect(lambda _checked=False, kind=kind: self.kind_wanted.emit(kind.id))
            self._columns[kind.id] = column
            self._grid.addWidget(column.head, 0, at, Qt.AlignmentFlag.AlignLeft)
            for row, answer in enumerate(column.answers, 1):
                self._grid.addWidget(answer, row, at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(column.foot, last, at)
        self._grid.setColumnStretch(end, 1)
        self._fit()

    def _fit(self) -> None:
        self._stand(close=False)
        if self._wanted() > self._room:
            self._stand(close=True)

    def _stand(self, *, close: bool) -> None:
        self._grid.setHorizontalSpacing(style.px(_SMALL_GAP if close else _GAP))
        for column in self._columns.values():
            for answer in column.answers:
                answer.set_close(close=close)

    def _wanted(self) -> int:
        """Return how wide the columns are with the gaps between them; what was just put in is not laid out yet."""
        columns = range(len(self._kinds) + 2)
        parts = [[self._grid.itemAtPosition(row, each) for row in range(len(COMPONENTS) + 1)] for each in columns]
        wide = [max((_width(part) for part in column), default=0) for column in parts]
        return sum(wide) + self._grid.horizontalSpacing() * (len(wide) - 1)


_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _KindColumn(QWidget):
    """One kind: its name, its six answers, its score. It is never shown itself, its parts lie in the grid."""

    judged = Signal(object)

    def __init__(self, kind: ChannelKind, weights: tuple[int, ...]) -> None:
        super().__init__()
        self._weights = weights
        name = kind_words(kind)
        self.head = Button(name, "pencil", kind="quiet")
        self.head.setProperty("tight", True)
        self.head.setAccessibleName(_("Change “{kind}”: name, words").format(kind=name))
        self.head.setToolTip(tip(self.head.accessibleName()))
        said = (("0", _("no")), ("1", _("half")), ("2", _("yes")))
        self.answers = tuple(
            Segments(
                said, _("{kind}: {question}").format(kind=name, question=words.value("component", each)), tight=True
            )
            for each in COMPONENTS
        )
        for each in self.answers:
            each.chosen.connect(lambda _key: self._answered())
        self._score, self._level = label("", "score"), label("", "help")
        self._mark = LevelMark(1)
        self.foot = QWidget()
        box = QVBoxLayout(self.foot)
        box.setContentsMargins(style.px(2), style.px(4), 0, style.px(6))
        box.setSpacing(0)
        box.addWidget(self._score)
        reached = QHBoxLayout()
        reached.setSpacing(style.px(4))
        reached.addWidget(self._mark)
        reached.addWidget(self._level)
        reached.addStretch(1)
        box.addLayout(reached)

    @property
    def components(self) -> Components:
        """What is answered now."""
        instant, voice, face, place, private, tailored = (int(each.choice or 0) for each in self.answers)
        return Components((instant, voice, face, place, private, tailored))

    def show_answers(self, components: Components) -> None:
        """Mark the answers without telling anyone."""
        for answer, half in zip(self.answers, components.halves, strict=True):
            answer.show_choice(str(half))
        self._tell()

    def _answered(self) -> None:
        self._tell()
        self.judged.emit(self.components)

    def _tell(self) -> None:
        score = self.components.score(self._weights)
        reached = level(score)
        self._score.setText(score_words(score))
        self._mark.tell(reached)
        self._level.setText(_("level {level}").format(level=reached))


def score_words(score: int) -> str:
    """Return a score of 0 to 100 as it is read ("22.5")."""
    return formats.number(Fraction(score, _HUNDREDTHS), 0 if score % _HUNDREDTHS == 0 else 1)


def _width(part: QLayoutItem | None) -> int:
    widget = part.widget() if part is not None else None
    return widget.sizeHint().width() if widget is not None else 0


def _question(name: str) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    asked: tuple[QLabel, ...] = (label(words.value("component", name)), label(component_help(name), "caption"))
    for each in asked:
        box.addWidget(each)
    return made
