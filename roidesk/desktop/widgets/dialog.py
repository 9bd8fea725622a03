"""What every dialog has in common: how it goes away, where it says what is wrong, and its verbs in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import ENTER, Button
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.errors import UserError
from roidesk.i18n import _
from roidesk.i18n.sentences import explain

_EDGE, _GAP, _BETWEEN_VERBS = 20, 12, 8
P = ParamSpec("P")


class Dialog(QDialog):
    """A dialog, gone for good when it is closed. What is wrong stands above its verbs, and what was typed stays."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.problem = Refusal()
        self._enter: Button | None = None

    def lay(
        self,
        *parts: QWidget | QLayout,
        verbs: Sequence[Button],
        enter: Button | None,
        beside: Sequence[QWidget] = (),
        grows: QWidget | QLayout | None = None,
    ) -> None:
        """Lay the parts one under the other, then what is wrong, then the verbs; `beside` stands across from them.

        `enter`: the verb that Enter in a field means, None for none. `grows`: the part that takes the room there is.
        """
        row = QHBoxLayout()
        row.setSpacing(style.px(_BETWEEN_VERBS))
        for each in beside:
            row.addWidget(each)
        row.addStretch(1)
        for verb in verbs:
            row.addWidget(verb)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(_EDGE)] * 4)
        box.setSpacing(style.px(_GAP))
        for part in (*parts, self.problem, row):
            share = int(part is grows)
            if isinstance(part, QWidget):
                box.addWidget(part, share)
            else:
                box.addLayout(part, share)
        self._enter = enter
        if enter is not None:
            enter.setDefault(True)

    def fit(self, width: float) -> None:
        """Take a designed width, and the height that all parts need at it: a sentence wraps, and none is cut."""
        wide = style.px(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(wide, layout.totalHeightForWidth(wide))

    def leaving(self, text: str = "") -> Button:
        """Return the button that does what Esc does; it says Cancel where nothing else is said."""
        made = Button(text or _("Cancel"), keys=_("Esc"))
        made.clicked.connect(self.reject)
        return made

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, in as many lines as it takes."""
        self.problem.tell(explain(error))
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def while_open(self, act: Callable[P, object]) -> Callable[P, None]:
        """Return what does this as long as the dialog is there: work may end when it has been closed."""

        def told(*args: P.args, **kwargs: P.kwargs) -> None:
            if isValid(self):
                act(*args, **kwargs)

        return told

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter in a field without meaning where it has none; Qt would press the first button there is."""
        if event.key() in ENTER and self._enter is None:
            event.accept()
        else:
            super().keyPressEvent(event)
