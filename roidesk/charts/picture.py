"""A chart as a file: SVG or PNG, with its heading and its sentence.

Drawn by Qt's own generator: pyqtgraph's SVG export does not work with the present Qt.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from roidesk.charts.chart import Chart

_MARGIN = 14
_DOTS_PER_METRE = 3780
"""96 dots per inch, at which lengths are given."""


def svg(chart: Chart) -> bytes:
    """Return the chart at its present size as SVG, on the surface of its theme."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(_size(chart))
    generator.setViewBox(QRect(0, 0, _size(chart).width(), _size(chart).height()))
    generator.setTitle(chart.accessibleName())
    generator.setDescription(chart.accessibleDescription())
    painter = QPainter(generator)
    _draw(chart, painter)
    painter.end()
    return bytes(content.data())


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """Return the chart at its present size as PNG, `scale` pixels to each of the screen's."""
    image = QImage(_size(chart) * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.setDotsPerMeterX(round(_DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(_DOTS_PER_METRE * scale))
    painter = QPainter(image)
    _draw(chart, painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def _size(chart: Chart) -> QSize:
    return chart.size() + QSize(2 * _MARGIN, 2 * _MARGIN)


def _draw(chart: Chart, painter: QPainter) -> None:
    painter.fillRect(QRect(0, 0, _size(chart).width(), _size(chart).height()), QColor(chart.tokens.surface))
    painter.translate(_MARGIN, _MARGIN)
    chart.export(painter)
