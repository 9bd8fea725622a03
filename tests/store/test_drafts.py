import os
import time

from roidesk.store.drafts import HOUR, forget_drafts


def test_only_drafts_that_nobody_works_on_are_removed(tmp_path):
    store = tmp_path / "a[1].db"
    old, copy, new, other = (tmp_path / name for name in (".a[1].db.1", "..a[1].db.2.tmp", ".a[1].db.3", ".ba[1].db.4"))
    for each in (store, old, copy, new, other):
        each.touch()
    for each in (store, old, copy, other):
        os.utime(each, (time.time() - 2 * HOUR,) * 2)
    forget_drafts(store)
    assert sorted(tmp_path.iterdir()) == sorted((store, new, other))
