"""Logs so many interactions through the service, writing a line to its output once each is saved.

    log_many.py STORE COUNT [PROTECTION]

A line is "<number of the last change> <its hash in hex>". PROTECTION: one to take out (see without.py).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.store import changelog
from tests.faults.programs.without import take_out
from tests.faults.stores import line

if __name__ == "__main__":
    store, count, *without = sys.argv[1:]
    for each in without:
        take_out(each)
    desk = open_desk(Path(store), create=False)
    for number in range(int(count)):
        desk.tracking.log(line(1000 + number))
        head = changelog.head(desk.context.store._connection("reading"))
        os.write(1, f"{head.seq} {bytes(head.hash).hex()}\n".encode())
    desk.close()
