"""Tables of what has little more than a name: people, brands, topics, products, contacts."""

from __future__ import annotations

from roidesk.domain.model import Audience, Brand, Contact, Entry, Orientation, Person, Product, Topic
from roidesk.importers import cells as c
from roidesk.importers.columns import Column, Table


def _named(name: str, kind: type[Entry], *more: Column) -> Table:
    return Table(name, kind, (Column("name", c.WORD, "name", required=True), *more), key=("name",))


PEOPLE = _named("people", Person)
BRANDS = _named("brands", Brand)
TOPICS = _named("topics", Topic)
PRODUCTS = _named(
    "products",
    Product,
    Column("brand", c.BRAND, "brand_id"),
    Column("orientation", c.choice(Orientation), "orientation"),
    Column("margin", c.SHARE, "margin_ppm", ours=True),
)
CONTACTS = Table(
    "contacts",
    Contact,
    (
        Column("name", c.WORD, "name", required=True),
        Column("audience", c.choice(Audience), "audience"),
        Column("interests", c.TOPICS, "interests"),
        Column("handles", c.TEXTS, "handles"),
        Column("first_seen", c.TIME, "first_seen_us", ours=True),
        Column("consent", c.FLAG, "consent", ours=True),
        Column("merged_into", c.id_of("contacts"), "merged_into_id", ours=True),
        Column("anonymised", c.TIME, "anonymised_us", ours=True),
    ),
)
