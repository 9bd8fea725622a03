from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_calls_lose_no_reference_to_none():
    """PySide6 6.12.0 lost one a void call on Python 3.11 and aborted the process when none was left."""
    calls = 1000
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < calls // 10
