"""Which backups are kept (reliability.md 4.3): all of two days, then a dozen daily, ten weekly and nine monthly ones.

Days, weeks and months are those that have a backup, not those of the calendar, so that neither a long absence nor a
clock that runs years ahead takes anything away. Of a day, week or month the newest backup stays. A week belongs to the
month of its Thursday, so that months are made of whole weeks and what stays of a month stood for its week before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from roidesk.domain.instants import DAY, Week, utc
from roidesk.services.backup_folder import Backup

ALL_DAYS, DAILY, WEEKLY, MONTHLY = 2, 12, 10, 9
_THURSDAY = 4


def obsolete(backups: Sequence[Backup], now: int) -> list[Backup]:
    """Return the backups that need not be kept at the instant `now`.

    Never: pinned ones, those that were never noted down, the newest that was verified, the newest that was verified
    down to each digest. A backup whose `until` has come goes all the same, unless it is one of these two.
    """
    dear = _dear(backups)
    today = utc(now).date()
    ordered = sorted(backups, key=lambda each: (each.made_us, each.seq), reverse=True)
    kept = set(map(id, _thinned([each for each in ordered if not each.pinned], now)))
    return [
        each
        for each in ordered
        if id(each) not in dear
        and each.noted
        and ((each.until is not None and each.until <= today) or (not each.pinned and id(each) not in kept))
    ]


def _dear(backups: Sequence[Backup]) -> set[int]:
    sound = [each for each in backups if each.verified]
    newest = [max(them, key=lambda each: each.made_us) for them in (sound, [b for b in sound if b.deep]) if them]
    return set(map(id, newest))


def _thinned(newest_first: Sequence[Backup], now: int) -> list[Backup]:
    """Return what the calendar keeps."""
    first_day = utc(now - ALL_DAYS * DAY).date()
    kept = [each for each in newest_first if _day(each) >= first_day]
    rest = list(newest_first[len(kept) :])
    stages: tuple[tuple[int, Callable[[Backup], object]], ...] = ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month))
    for most, span in stages:
        spans = list(dict.fromkeys(map(span, rest)))[:most]
        kept += [next(backup for backup in rest if span(backup) == each) for each in spans]
        rest = [backup for backup in rest if span(backup) not in spans]
    return kept


def _day(backup: Backup) -> date:
    return utc(backup.made_us).date()


def _week(backup: Backup) -> Week:
    return Week.of(_day(backup))


def _month(backup: Backup) -> tuple[int, int]:
    week = _week(backup)
    thursday = date.fromisocalendar(week.year, week.number, _THURSDAY)
    return thursday.year, thursday.month
