"""What was given and asked, solved and met, and who followed, worked out by hand from exported table files.

Part of `by_hand`: the standard library only, no code shared with roidesk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.oracle.by_hand import Question, Slice, figures, over, slices
from tests.oracle.exported import Contact, Tables, Touch

Row = Mapping[str, str]
Value = Fraction | float | None


@dataclass(frozen=True)
class Facts:
    """The touches that began in the period, its slices, the row of each touch, and every touch known by then."""

    touches: list[Touch]
    pieces: list[Slice]
    rows: Mapping[str, Row]
    known: list[Touch]

    def count(self, of: Callable[[Row], bool]) -> int:
        return sum(1 for each in self.touches if of(self.rows[each.id]))

    def minutes(self, of: Callable[[Touch, Row], bool]) -> Fraction:
        """Return the counted time of those pieces of which something holds."""
        return sum((each.minutes for each in self.pieces if of(each.touch, self.rows[each.touch.id])), Fraction(0))


def facts(tables: Tables, question: Question) -> Facts:
    every = sorted(
        (each for each in tables.touches() if each.start <= question.as_of), key=lambda one: (one.start, one.id)
    )
    return Facts(
        [each for each in every if question.first <= each.day <= question.last],
        [each for each in slices(tables, question) if question.first <= each.day <= question.last],
        {row["id"]: row for row in tables.rows["interactions"]},
        every,
    )


def panel(tables: Tables, question: Question) -> dict[str, Value]:
    """Return the figures of the panel by name."""
    about = facts(tables, question)
    cost = figures(tables, replace(question, by=())).totals["cost"]
    all_minutes = about.minutes(lambda _touch, _row: True)
    give, ask = about.count(intent("give")), about.count(intent("ask"))
    give_minutes, ask_minutes = (
        about.minutes(lambda _, row, said=said: row["intent"] == said) for said in ("give", "ask")
    )
    sent = about.count(lambda row: row["direction"] == "out")
    solved = about.count(lambda row: row["solved"] == "1")
    judged = any(about.rows[each.touch.id]["value_added"] for each in about.pieces)
    added = about.minutes(lambda _, row: row["value_added"] == "1")
    likes = interests(tables)
    on_field = about.minutes(lambda touch, row: bool(row["topics"]) and bool(likes.get(touch.contact)))
    met = about.minutes(lambda touch, _: bool(set(touch.tags["topic"]) & likes.get(touch.contact, set())))
    return {
        "give": give,
        "ask": ask,
        "give_minutes": give_minutes,
        "ask_minutes": ask_minutes,
        "give_ask_ratio": share(give, ask),
        "give_share": share(give, give + ask),
        "give_share_minutes": over(give_minutes, give_minutes + ask_minutes),
        "pitch_pressure": share(about.count(lambda row: row["intent"] == "ask" and row["direction"] == "out"), sent),
        "email_asks": about.count(lambda row: row["intent"] == "ask" and row["ask_kind"] == "email_address"),
        "solved": solved,
        "solved_per_hour": over(Fraction(solved), all_minutes / 60),
        "cost_per_solved": None if cost is None else over(cost, Fraction(solved)),
        "value_added_share": over(added, all_minutes) if judged else None,
        "targeting_rate": over(met, on_field),
        "targeting_unknown_share": over(all_minutes - on_field, all_minutes),
        "list_building_minutes": about.minutes(lambda _, row: row["purpose"] == "list_building"),
        "reactive_minutes": about.minutes(lambda _, row: reacts(row)),
        "non_converting_share": over(_without_conversion(tables, question, about), all_minutes),
        **_contacts(tables, question, about),
        **_followers(tables, question, all_minutes),
    }


def intent(said: str) -> Callable[[Row], bool]:
    return lambda row: row["intent"] == said


def share(part: int, whole: int) -> Value:
    return Fraction(part, whole) if whole else None


def reacts(row: Row) -> bool:
    return row["purpose"] == "webcare" or bool(row["answers"]) or row["direction"] == "in"


def interests(tables: Tables) -> dict[Contact | None, set[str]]:
    """Return the fields of interest of each contact, by the one they were merged into; nobody's are of no use."""
    found: dict[Contact | None, set[str]] = {}
    for row in tables.rows["contacts"]:
        if not row["merged_into"]:
            found[Contact(row["id"], row["name"])] = {each.strip() for each in row["interests"].split(";") if each}
    return found


def _without_conversion(tables: Tables, question: Question, about: Facts) -> Fraction:
    converted = {
        each.contact
        for each in tables.outcomes()
        if not each.refund and each.at <= question.as_of and question.first <= each.day <= question.last
    }
    return about.minutes(lambda touch, _: touch.contact is not None and touch.contact not in converted)


def _contacts(tables: Tables, question: Question, about: Facts) -> dict[str, Value]:
    """Return what is said of the contacts of the period, by their story from the very first touch on."""
    touched = {each.contact for each in about.touches if each.contact}
    story = {contact: [each for each in about.known if each.contact == contact] for contact in touched}
    said = {each.id: about.rows[each.id] for each in about.known}
    cold, gives, bought = 0, [], 0
    for contact, touches in story.items():
        sent = [said[each.id] for each in touches if said[each.id]["direction"] == "out"]
        cold += bool(sent) and sent[0]["intent"] == "ask"
        if any(each.contact == contact and said[each.id]["intent"] == "ask" for each in about.touches):
            before = [said[each.id]["intent"] for each in touches]
            gives.append(before[: before.index("ask")].count("give"))
        bought += any(
            each.contact == contact and each.booked and not each.refund and touches[0].start <= each.at
            for each in tables.outcomes()
            if each.at <= question.as_of and question.first <= each.day <= question.last
        )
    again = sum(1 for contact in touched if sum(each.contact == contact for each in about.touches) > 1)
    return {
        "touched_contacts": len(touched),
        "cold_ask_rate": share(cold, len(touched)),
        "gives_before_first_ask": Fraction(sum(gives), len(gives)) if gives else None,
        "repeat_contact_rate": share(again, len(touched)),
        "touched_bought": share(bought, len(touched)),
    }


def _followers(tables: Tables, question: Question, all_minutes: Fraction) -> dict[str, Value]:
    """Return net followers, those for each hour, and the share of those at the start who left."""
    net, lost, starts = [], 0, 0
    for channel in {row["channel"] for row in tables.rows.get("followers", [])}:
        rows = sorted(
            (row for row in tables.rows["followers"] if row["channel"] == channel),
            key=lambda row: datetime.fromisoformat(row["at"]),
        )
        in_period = []
        before: int | None = None
        for row in rows:
            count, gained, left = (int(row[name]) if row[name] else None for name in ("count", "gained", "lost"))
            change = gained - left if gained is not None and left is not None else None
            start = count - change if count is not None and change is not None else before
            if change is None and count is not None and before is not None:
                change = count - before
            before = count if count is not None else (start + change if None not in (start, change) else None)
            at = datetime.fromisoformat(row["at"]).astimezone(UTC)
            if at <= question.as_of and question.first <= at.astimezone(ZoneInfo(row["zone"])).date() <= question.last:
                in_period.append((start, change, left))
        net += [change for _, change, _ in in_period if change is not None]
        told = [(start, left) for start, _, left in in_period if left is not None]
        if told and told[0][0] is not None:
            lost, starts = lost + sum(left for _, left in told), starts + told[0][0]
    return {
        "net_followers": sum(net) if net else None,
        "net_followers_per_hour": over(Fraction(sum(net)), all_minutes / 60) if net else None,
        "unfollow_rate": share(lost, starts),
    }
