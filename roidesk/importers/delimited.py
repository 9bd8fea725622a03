"""Time sheets that other programs export with a header and commas: a profile each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.importers.base import Content, Options, Planned, RowError, check_length
from roidesk.importers.cells import join_list
from roidesk.importers.sources import Sheet

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")


@dataclass(frozen=True)
class Delimited:
    """A program's time sheet.

    `sure`: column names (folded) that together only this program writes; `least`: those without which no row can be
    read. `convert` turns a row into cells of interactions.csv; `origin` names the file's column behind each of those;
    `identity`: the columns that tell a row from any other. `left_out`: how columns begin that are not taken in.
    """

    name: str
    sure: frozenset[str]
    least: frozenset[str]
    identity: tuple[str, ...]
    origin: Mapping[str, str]
    convert: Callable[[Mapping[str, str], Options], dict[str, str]]
    left_out: tuple[str, ...] = ()

    def detects(self, name: str, header: Sequence[str]) -> bool:  # noqa: ARG002 - any file name will do
        """Whether the header has every column that makes it sure."""
        return self.sure <= set(map(folded, header))

    def rows(self, sheet: Sheet, options: Options) -> Iterator[Planned | RowError]:
        """Yield the rows of a time sheet as interactions."""
        header = [folded(each) for each in sheet.header]
        for missing in sorted(self.least - set(header)):
            raise UserError("column_missing", file=sheet.source.name, line=1, field=missing, table=self.name)
        origin = {
            ours: (sheet.header[header.index(theirs)], header.index(theirs) + 1)
            for ours, theirs in self.origin.items()
            if theirs in header
        }
        content = Content(self.name)
        for line, row in sheet.rows:
            if (wrong := check_length(sheet, line, row)) is not None:
                yield wrong
                continue
            cells = dict(zip(header, row, strict=True))
            wanted = content.id((each, cells.get(each, "").strip()) for each in self.identity)
            try:
                yield Planned("interactions", line, self.convert(cells, options), origin, wanted, settled=True)
            except UserError as error:
                yield RowError.of(sheet.source.name, line, error, origin)

    def notes(self, header: Sequence[str]) -> Iterable[UserError]:
        """Return a note on columns that are left out on purpose."""
        out = [each for each in header if folded(each).startswith(self.left_out)] if self.left_out else []
        return [UserError("amounts_left_out", columns=", ".join(out))] if out else []


def iso_day(text: str, order: str | None, field: str) -> str:
    """Return a date as ISO text; `UserError` when it is none, or when day and month cannot be told apart."""
    text = text.strip()
    if _ISO_DAY.fullmatch(text):
        return text
    match = _SLASHED.fullmatch(text)
    if match is None:
        raise UserError("day_unreadable", text=text, field=field)
    if order is None:
        raise UserError("date_order_needed", text=text, field=field)
    day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
    return f"{match[3]}-{month:0>2}-{day:0>2}"


def iso_clock(text: str, field: str) -> str:
    """Return a clock time ("10:23:52", "3:05 PM") as ISO text; `UserError` when it is none."""
    for shape in _CLOCKS:
        try:
            return datetime.strptime(text.strip().upper(), shape).time().isoformat()  # noqa: DTZ007 - a bare clock time
        except ValueError:
            continue
    raise UserError("clock_unreadable", text=text, field=field)


def _toggl(cells: Mapping[str, str], options: Options) -> dict[str, str]:
    """Read a row of Toggl's detailed report.

    The length is that of start and end: Duration follows how its user likes to see it. Client is the brand one speaks
    for, project the campaign, tags are topics; the channel is told from words in what was written, most telling first.
    """

    def said(column: str) -> str:
        return cells.get(column, "").strip()

    tags = [each.strip() for each in said("tags").split(",") if each.strip()]
    texts = (said("description"), *tags, said("task"), said("project"), said("client"))
    channel, kind = options.channel_of(texts)
    task = said("task")
    note = said("description")
    return {
        "start": _moment(cells, "start date", "start time", "start", options),
        "end": _moment(cells, "end date", "end time", "end", options),
        "person": said("user") or said("email") or options.person or "",
        "channel": channel,
        "kind": kind,
        "brand": said("client"),
        "campaign": said("project"),
        "topics": join_list(tuple(tags)),
        "note": " · ".join(filter(None, (note, task if task != note else ""))),
        "source": "import",
    }


def _moment(cells: Mapping[str, str], day: str, clock: str, field: str, options: Options) -> str:
    return f"{iso_day(cells[day], options.date_order, field)}T{iso_clock(cells[clock], field)}"


_TOGGL_TIMES = frozenset({"start date", "start time", "end date", "end time"})

TOGGL = Delimited(
    name="toggl",
    sure=_TOGGL_TIMES | {"user", "email", "client", "project", "description", "billable", "duration", "tags"},
    least=_TOGGL_TIMES,
    identity=("user", "email", "start date", "start time", "end date", "end time"),
    origin={
        "start": "start date",
        "end": "end date",
        "person": "user",
        "brand": "client",
        "campaign": "project",
        "topics": "tags",
        "note": "description",
    },
    convert=_toggl,
    left_out=("amount",),
)
