"""Prints what the session tells, a line each, until its standard input closes."""

# ruff: noqa: T201 - what it prints is read

import sys
import threading

from PySide6.QtCore import QCoreApplication

from roidesk.platform.session_signals import SessionSignals
from roidesk.platform.shutdown import ShutdownSignal


def main():
    app = QCoreApplication([])
    signals = SessionSignals()
    signals.locked.connect(lambda on: print("locked" if on else "unlocked", flush=True))
    signals.sleeping.connect(lambda on: print("sleeping" if on else "woken", flush=True))
    shutdown = ShutdownSignal()
    shutdown.told.connect(lambda begins: print("ending" if begins else "staying", flush=True))
    threading.Thread(target=lambda: (sys.stdin.read(), app.quit()), daemon=True).start()
    print(f"listening {signals.reason}".strip(), flush=True)
    app.exec()


main()
