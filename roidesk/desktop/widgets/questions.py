"""Questions below each other, each with its number and the fields it is answered with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import label, rule

_HIGH = 32


def named_field(name: str, text: str = "") -> QLineEdit:
    """Return a field for a line of text, with a name for a screen reader."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    return made


def in_a_row(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, in as many rows as there is room for."""
    made = QWidget()
    flow = FlowLayout(style.px(10))
    made.setLayout(flow)
    for each in widgets:
        each.setMinimumHeight(style.px(_HIGH))  # all in one line stand in its middle
        flow.addWidget(each)
    return made


def ask(box: QVBoxLayout, number: int, title: QLabel, *answers: QWidget) -> None:
    """Put a question below those before it."""
    box.addWidget(rule())
    head = QHBoxLayout()
    head.setSpacing(style.px(8))
    place = label(str(number), "hint")
    place.setFixedWidth(style.px(10))
    head.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(title, 1)
    box.addLayout(head)
    body = QVBoxLayout()
    body.setContentsMargins(style.px(18), 0, 0, style.px(4))
    body.setSpacing(style.px(8))
    for each in answers:
        body.addWidget(each)
    box.addLayout(body)
