"""Brings a window that is laid out already to another size of text: margins, gaps, fixed sizes, columns and rows.

What is made later asks `style.px` itself, and what paints itself asks it each time. Lengths that were set once are
multiplied here. The exact length is remembered beside the rounded one, so that going up and down again ends where it
began; a length that somebody set anew meanwhile counts as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHeaderView,
    QLayout,
    QTableView,
    QWidget,
)

_UNLIMITED = 1 << 16
"""No limit that anybody set is as large; Qt's own "none" is larger."""


def rescale(windows: Iterable[QWidget], ratio: float) -> None:
    """Multiply every length that was set in these windows, and let them draw themselves anew."""
    for window in windows:
        # The inner ones first: a layout without a gap of its own has that of the one around it.
        for layout in reversed(window.findChildren(QLayout)):
            _rescale_layout(layout, ratio)
        for widget in window.findChildren(QWidget):
            _rescale_widget(widget, ratio)
    for window in windows:
        for widget in (window, *window.findChildren(QWidget)):
            # Icons and charts are drawn for a colour and a size, and drawn anew for either.
            QApplication.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))
            widget.updateGeometry()


def _rescale_layout(layout: QLayout, ratio: float) -> None:
    margins = layout.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    layout.setContentsMargins(*(_scaled(layout, f"margin{n}", side, ratio) for n, side in enumerate(sides)))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(_scaled(layout, "across", layout.horizontalSpacing(), ratio))
        layout.setVerticalSpacing(_scaled(layout, "down", layout.verticalSpacing(), ratio))
        for n in range(layout.columnCount()):
            layout.setColumnMinimumWidth(n, _scaled(layout, f"column{n}", layout.columnMinimumWidth(n), ratio))
    else:
        layout.setSpacing(_scaled(layout, "spacing", layout.spacing(), ratio))
    if isinstance(layout, QBoxLayout):
        _rescale_gaps(layout, ratio)
    layout.invalidate()


def _rescale_gaps(layout: QBoxLayout, ratio: float) -> None:
    """Multiply the gaps between the parts of a row or column."""
    for n in range(layout.count()):
        item = layout.itemAt(n)
        gap = item.spacerItem() if item is not None else None
        if gap is not None:
            size, policy = gap.sizeHint(), gap.sizePolicy()
            wide = _scaled(layout, f"gap{n}w", size.width(), ratio)
            high = _scaled(layout, f"gap{n}h", size.height(), ratio)
            gap.changeSize(wide, high, policy.horizontalPolicy(), policy.verticalPolicy())


def _rescale_widget(widget: QWidget, ratio: float) -> None:
    if isinstance(widget, QAbstractButton):
        icon = widget.iconSize()
        wide, high = (_scaled(widget, f"icon{n}", side, ratio) for n, side in enumerate((icon.width(), icon.height())))
        widget.setIconSize(QSize(wide, high))
    if isinstance(widget, QTableView):
        _rescale_table(widget, ratio)
    if not widget.isWindow() and not widget.objectName().startswith("qt_"):  # Qt lays out its own parts itself
        _rescale_limits(widget, ratio)


def _rescale_limits(widget: QWidget, ratio: float) -> None:
    """Multiply the least and largest sizes that were set; those of the style sheet are new already."""
    limits: tuple[tuple[str, int, Callable[[int], None]], ...] = (
        ("minw", widget.minimumWidth(), widget.setMinimumWidth),
        ("minh", widget.minimumHeight(), widget.setMinimumHeight),
        ("maxw", widget.maximumWidth(), widget.setMaximumWidth),
        ("maxh", widget.maximumHeight(), widget.setMaximumHeight),
    )
    # Growing, the largest size gives way first, and shrinking the least.
    for name, now, set_to in reversed(limits) if ratio > 1 else limits:
        if 0 < now < _UNLIMITED and not widget.property(f"_q_stylesheet_{name}"):
            set_to(_scaled(widget, name, now, ratio))


def _rescale_table(table: QTableView, ratio: float) -> None:
    for name, header in (("columns", table.horizontalHeader()), ("rows", table.verticalHeader())):
        header.setDefaultSectionSize(_scaled(header, "usual", header.defaultSectionSize(), ratio))
        if name == "columns":
            _rescale_columns(header, ratio)


def _rescale_columns(header: QHeaderView, ratio: float) -> None:
    settled = {QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Fixed}
    for n in range(header.count()):
        if header.sectionResizeMode(n) in settled and not header.isSectionHidden(n):
            header.resizeSection(n, _scaled(header, f"section{n}", header.sectionSize(n), ratio))


def _scaled(owner: QObject, name: str, now: int, ratio: float) -> int:
    """Return a length times the ratio, exact over many steps; lengths that are not set (0, -1) stay so."""
    if now <= 0:
        return now
    key = f"exact_{name}"
    kept = owner.property(key)
    exact = (kept[1] if kept and kept[0] == now else float(now)) * ratio
    owner.setProperty(key, [max(1, round(exact)), exact])
    return max(1, round(exact))
