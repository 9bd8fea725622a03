"""Whether two pictures show the same, and how a picture is kept small.

Letters and curves come out a shade different on another processor, so that two pictures are not compared bit by bit. A
pixel counts as wrong when its colour does not lie between those that the other picture has there and one pixel around;
a picture is another one when some wrong pixels lie together. A digit that changed, or a button that is elsewhere by two
pixels, makes such a heap; shades that differ by a few levels, and what rounding moved by one pixel, do not.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

TILE = 32
MOST_WRONG = 4
"""Wrong pixels in a tile of 32 × 32 that are let pass."""
_SHADE = 16
"""Levels of 255 that count as the same; the faintest line is 21 from its ground."""
_COLOURS = 256
_HUE = 48
"""Colours that lie in one cube of so many levels a side are shades of one."""


def pixels(picture: QImage) -> np.ndarray:
    """Return a picture as rows of pixels of three numbers."""
    drawn = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(drawn.constBits(), np.uint8).reshape(drawn.height(), drawn.bytesPerLine())
    return rows[:, : 3 * drawn.width()].reshape(drawn.height(), drawn.width(), 3).copy()


def palette(picture: np.ndarray) -> np.ndarray:
    """Return 256 colours of a picture: the first of each hue, then those it has most of.

    So an icon of a few pixels keeps its own colour beside the many shades of letters.
    """
    colours, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
    colours = colours[np.argsort(-counts, kind="stable")]
    _, first = np.unique(colours // _HUE, axis=0, return_index=True)
    order = np.concatenate((np.sort(first), np.delete(np.arange(len(colours)), first)))
    return colours[order[:_COLOURS]]


def in_colours(picture: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """Return for each pixel which of the colours is nearest."""
    codes = picture.astype(np.int64) @ np.array((65536, 256, 1))
    known, where = np.unique(codes, return_inverse=True)
    there = np.stack((known >> 16, known >> 8 & 255, known & 255), axis=1)
    far = np.zeros((len(there), len(colours)), np.int64)
    for part in range(3):
        far += (there[:, part, None] - colours[None, :, part].astype(np.int64)) ** 2
    return far.argmin(axis=1)[where].reshape(picture.shape[:2]).astype(np.uint8)


def keep(picture: QImage, path: Path) -> None:
    """Write a picture as a small file of at most 256 colours."""
    drawn = pixels(picture)
    colours = palette(drawn)
    rows = np.ascontiguousarray(in_colours(drawn, colours))
    small = QImage(rows.data, rows.shape[1], rows.shape[0], rows.shape[1], QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | int(red) << 16 | int(green) << 8 | int(blue) for red, green, blue in colours])
    path.parent.mkdir(parents=True, exist_ok=True)
    if not small.save(str(path), "PNG", 0):  # type: ignore[call-overload]  # the stubs want bytes
        raise OSError(path)


def wrong(drawn: QImage, kept: QImage) -> np.ndarray:
    """Return which pixels of what is drawn are wrong; every one where the sizes differ."""
    new, old = pixels(drawn), pixels(kept)
    if new.shape != old.shape:
        return np.ones(new.shape[:2], bool)
    colours = palette(old)
    new = colours[in_colours(new, colours)]
    return _missing(new, old) | _missing(old, new)


def heaps(found: np.ndarray) -> list[tuple[int, int]]:
    """Return the corners (x, y) of the tiles in which so much is wrong that it is another picture."""
    high, wide = (-(-side // TILE) for side in found.shape)
    padded = np.zeros((high * TILE, wide * TILE), bool)
    padded[: found.shape[0], : found.shape[1]] = found
    counts = padded.reshape(high, TILE, wide, TILE).sum(axis=(1, 3))
    return [(int(x) * TILE, int(y) * TILE) for y, x in np.argwhere(counts > MOST_WRONG)]


def marked(drawn: QImage, corners: list[tuple[int, int]]) -> QImage:
    """Return a picture with the tiles that are wrong framed."""
    from PySide6.QtGui import QColor, QPainter, QPen

    shown = drawn.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    painter.setPen(QPen(QColor("#FF00FF"), 2))
    for x, y in corners:
        painter.drawRect(x, y, TILE, TILE)
    painter.end()
    return shown


def _missing(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the pixels of one that are no shade between those in and beside their place in the other."""
    around = np.pad(other.astype(np.int16), ((1, 1), (1, 1), (0, 0)), mode="edge")
    high, wide = one.shape[:2]
    least, most = np.full(one.shape, 255, np.int16), np.zeros(one.shape, np.int16)
    for down in range(3):
        for across in range(3):
            beside = around[down : down + high, across : across + wide]
            np.minimum(least, beside, out=least)
            np.maximum(most, beside, out=most)
    here = one.astype(np.int16)
    return ((here < least - _SHADE) | (here > most + _SHADE)).any(axis=2)
