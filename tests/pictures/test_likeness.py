"""The measure sees what a person would see, and not what only a machine sees."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from tests.pictures.likeness import heaps, in_colours, keep, palette, pixels, wrong


@pytest.fixture(params=[Appearance.LIGHT, Appearance.DARK], ids=str)
def page(request, qtbot, qapp):
    style.load_fonts(qapp)
    style.apply(qapp, request.param)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.setStyleSheet("")
    for n, made in enumerate((QLabel("Thursday 19 November"), QPushButton("Log it"), QCheckBox("Leave out"))):
        made.setParent(page)
        made.move(20, 20 + 40 * n)
    page.show()
    yield page
    style.apply(qapp, Appearance.LIGHT)


def drawn(page):
    return page.grab().toImage()


def differs(one, other):
    return bool(heaps(wrong(one, other)))


def test_the_same_is_the_same(page):
    assert not differs(drawn(page), drawn(page))


def test_a_button_elsewhere_by_two_pixels_is_seen(page):
    before = drawn(page)
    button = page.findChild(QPushButton)
    button.move(button.x() + 2, button.y())
    assert differs(drawn(page), before)


def test_a_faint_line_that_is_gone_is_seen(page):
    before = drawn(page)
    after = before.copy()
    theme = style.tokens()
    for picture, colour in ((before, theme.line), (after, theme.bg)):
        painter = QPainter(picture)
        painter.fillRect(QRect(0, 180, 400, 1), QColor(colour))
        painter.end()
    assert differs(after, before)


@pytest.mark.parametrize("change", ["word", "tick", "colour", "hidden"])
def test_what_a_person_would_notice_is_seen(page, change):
    before = drawn(page)
    if change == "word":
        page.findChild(QLabel).setText("Thursday 18 November")
    elif change == "tick":
        page.findChild(QCheckBox).setChecked(True)
    elif change == "colour":
        page.findChild(QPushButton).setStyleSheet(f"color: {style.tokens().focus}")
    else:
        page.findChild(QCheckBox).hide()
    assert differs(drawn(page), before)


def test_shades_of_another_processor_are_not_seen(page):
    before = drawn(page)
    noise = np.random.default_rng(7).integers(-5, 6, (200, 400, 1))
    shaded = (pixels(before).astype(int) + noise).clip(0, 255).astype(np.uint8)
    after = QImage(shaded.tobytes(), 400, 200, 1200, QImage.Format.Format_RGB888)
    assert not differs(after, before)


def test_what_rounding_moved_by_a_pixel_is_not_seen(page):
    before = drawn(page)
    label = page.findChild(QLabel)
    label.move(label.x() + 1, label.y())
    assert not differs(drawn(page), before)


def test_another_size_is_another_picture(page):
    before = drawn(page)
    page.resize(410, 200)
    assert differs(drawn(page), before)


def test_a_kept_picture_is_small_and_still_the_same(page, tmp_path):
    path = tmp_path / "a" / "kept.png"
    keep(drawn(page), path)
    assert path.stat().st_size < 12_000
    assert not differs(drawn(page), QImage(str(path)))


def test_the_commonest_colours_are_kept_as_they_are(page):
    picture = pixels(drawn(page))
    colours = palette(picture)
    assert len(colours) <= 256
    assert tuple(colours[0]) == QColor(style.tokens().bg).toTuple()[:3]
    near = colours[in_colours(picture, colours)].astype(int)
    assert np.abs(near - picture.astype(int)).max() < 24


def test_a_small_icon_keeps_its_hue_beside_many_shades():
    picture = np.full((100, 300, 3), 255, np.uint8)
    picture[10:60, :, 0] = np.arange(300)[None, :] % 255  # more shades than there is room for, each fifty times
    picture[70:73, 5:8] = (1, 128, 127)
    colours = palette(picture)
    assert colours[in_colours(picture, colours)[71, 6]].tolist() == [1, 128, 127]
