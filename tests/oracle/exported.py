"""The table files of an export as a person reads them: interactions, conversions, names and rates of exchange.

Part of `by_hand`: the standard library only, no code shared with roidesk.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

FX_DAYS = 7
OF_THE_SALE = ("contact", "interaction", "brand", "product", "campaign", "margin")


@dataclass(frozen=True)
class Contact:
    """Someone one talks to: two may have one name."""

    id: str
    name: str


@dataclass(frozen=True)
class Touch:
    """One row of interactions.csv."""

    id: str
    start: datetime
    end: datetime
    zone: ZoneInfo
    person: str
    channel: str
    contact: Contact | None
    score: Fraction
    overtime: Fraction
    tags: Mapping[str, tuple[str | None, ...]]

    @property
    def day(self) -> date:
        return self.start.astimezone(self.zone).date()


@dataclass(frozen=True)
class Outcome:
    """One row of conversions.csv. `refund_of`: the id of the sale it takes back. `says`: what it says of itself."""

    id: str
    at: datetime
    zone: ZoneInfo
    contact: Contact | None
    interaction: str | None
    kind: str
    amount: Fraction
    currency: str
    booked: bool
    probability: Fraction
    margin: Fraction | None
    new_customer: bool | None
    refund_of: str | None
    says: Mapping[str, str | None]

    @property
    def day(self) -> date:
        return self.at.astimezone(self.zone).date()

    @property
    def refund(self) -> bool:
        return self.refund_of is not None or self.amount < 0


@dataclass(frozen=True)
class Tables:
    """The exported files: rows of text by file, and what the settings say."""

    rows: Mapping[str, list[dict[str, str]]]
    currency: str
    margin: Fraction | None
    zone: ZoneInfo

    @classmethod
    def read(cls, folder: Path) -> Tables:
        rows = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows[path.stem] = list(csv.DictReader(file))
        settings = {row["key"]: row["value"] for row in rows.get("settings", [])}
        margin = settings.get("margin", "")
        zone = ZoneInfo(settings.get("zone", "UTC"))
        return cls(rows, settings.get("currency", "EUR"), Fraction(margin) if margin else None, zone)

    def touches(self) -> list[Touch]:
        contacts, orientations = self._contacts(), self._products("orientation")
        return [_touch(row, contacts, orientations) for row in self.rows["interactions"]]

    def outcomes(self) -> list[Outcome]:
        contacts, orientations, margins = self._contacts(), self._products("orientation"), self._products("margin")
        worth = {row["name"]: row for row in self.rows["conversion_kinds"]}
        rows = [self._with_its_sale(row) for row in self.rows["conversions"]]
        rows = [_with_worth(row, worth.get(row["kind"], {})) for row in rows]
        return [_outcome(row, contacts, orientations, margins, self.currency) for row in rows]

    def _with_its_sale(self, row: dict[str, str]) -> dict[str, str]:
        """Return a refund with what its sale says where it says nothing itself."""
        sale = next((each for each in self.rows["conversions"] if each["id"] == row["refund_of"]), None)
        if sale is None:
            return row
        return row | {name: row[name] or sale[name] for name in OF_THE_SALE}

    def _products(self, column: str) -> dict[str, str | None]:
        return {row["name"]: row[column] or None for row in self.rows["products"]}

    def _contacts(self) -> dict[str, Contact]:
        """Return who is meant by a name, or by an id where a name could mean two: the one they were merged into."""
        known = {text: row for row in self.rows["contacts"] for text in (row["name"], row["id"])}
        return {text: _followed(text, known) for text in known}


def _followed(text: str, known: Mapping[str, Mapping[str, str]]) -> Contact:
    while known[text]["merged_into"]:
        text = known[text]["merged_into"]
    return Contact(known[text]["id"], known[text]["name"])


def _touch(row: Mapping[str, str], contacts: Mapping[str, Contact], orientations: Mapping[str, str | None]) -> Touch:
    contact = row["contact"] if row["contact"] not in {"", "several"} else None
    met = contacts[contact] if contact else None
    topics = tuple(text.strip() for text in row["topics"].split(";") if text.strip())
    return Touch(
        id=row["id"],
        start=datetime.fromisoformat(row["start"]).astimezone(UTC),
        end=datetime.fromisoformat(row["end"]).astimezone(UTC),
        zone=ZoneInfo(row["zone"]),
        person=row["person"],
        channel=row["channel"],
        contact=met,
        score=Fraction(row["personalness"] or 0),
        overtime=Fraction(row["overtime"] or 1),
        tags={
            "person": (row["person"],),
            "channel": (row["channel"],),
            "kind": (f"{row['channel']} {row['kind']}".strip(),),
            "contact": (met.name if met else None,),
            "brand": (row["brand"] or None,),
            "product": (row["product"] or None,),
            "orientation": (orientations.get(row["product"]),),
            "topic": topics or (None,),
            "campaign": (row["campaign"] or None,),
            "intent": (row["intent"] or None,),
            "purpose": (row["purpose"] or None,),
        },
    )


def _with_worth(row: dict[str, str], kind: Mapping[str, str]) -> dict[str, str]:
    """Return a conversion that names no amount with that of its kind."""
    if row["amount"] or not kind.get("value"):
        return row
    return row | {"amount": kind["value"], "currency": kind["currency"]}


def _outcome(
    row: Mapping[str, str],
    contacts: Mapping[str, Contact],
    orientations: Mapping[str, str | None],
    margins: Mapping[str, str | None],
    currency: str,
) -> Outcome:
    contact = contacts[row["contact"]] if row["contact"] else None
    margin = row["margin"] or margins.get(row["product"])
    amount = Fraction(row["amount"] or 0)
    says = {name: row[name] for name in ("brand", "product", "campaign") if row[name]}
    if row["product"]:
        says["orientation"] = orientations[row["product"]]
    return Outcome(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]).astimezone(UTC),
        zone=ZoneInfo(row["zone"]),
        contact=contact,
        interaction=row["interaction"] or None,
        kind=row["kind"],
        amount=-abs(amount) if row["refund_of"] else amount,
        currency=row["currency"] or currency,
        booked=row["booked"] == "1",
        probability=Fraction(row["probability"] or 1),
        margin=Fraction(margin) if margin else None,
        new_customer=row["new_customer"] == "1" if row["new_customer"] else None,
        refund_of=row["refund_of"] or None,
        says=says | ({"contact": contact.name} if contact else {}) | {"conversion_kind": row["kind"]},
    )


def exchanged(tables: Tables, amount: Fraction, currency: str, day: date) -> Fraction | None:
    """Return an amount in the reporting currency at the last rate known on `day`, at most a week old; None: no rate."""
    if currency == tables.currency or not amount:
        return amount
    known = [
        (date.fromisoformat(row["date"]), Fraction(row["rate"]))
        for row in tables.rows["fx"]
        if (row["from"], row["to"]) == (currency, tables.currency)
        and timedelta(0) <= day - date.fromisoformat(row["date"]) <= timedelta(days=FX_DAYS)
    ]
    return amount * max(known)[1] if known else None
