"""Who and what the sample team is made of: fixed tables, all invented; hours and purchases are those of 13 weeks."""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.domain.model import Allocation, CostKind, Intent, Orientation

CHANNELS = (
    "Email", "Phone", "X (Twitter)", "LinkedIn", "Live chat", "Instagram", "Video call", "In person", "Forum",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team: their part of the hours, what an hour cost before and after the raise (cents)."""

    name: str
    part: float
    before_minor: int
    after_minor: int


TEAM = (
    Member("Amira Haddad", 0.27, 3150, 3300),
    Member("Ilse Vermeer", 0.30, 3300, 3450),
    Member("Joost de Wit", 0.23, 3000, 3150),
    Member("Tom Okafor", 0.20, 2400, 2600),
)
OWNER = "Ilse Vermeer"
RAISE_WEEKS_AGO = 24


@dataclass(frozen=True, slots=True)
class Habit:
    """What the team does on a kind of a channel.

    `hours` in 13 weeks, in interactions of `minutes` on average; `known`: the share with a known contact, the rest is
    with several or with nobody known. `purchases` in 13 weeks, at `price` on average.
    """

    channel: str
    kind: str
    hours: float
    minutes: float
    known: float
    purchases: int = 0
    price: int = 0
    asks: float = 0.1


HABITS = (
    Habit("Email", "", 60, 9, 0.93, 18, 355),
    Habit("Email", "newsletter", 14, 45, 0.14, 2, 160, 0.5),
    Habit("Phone", "", 30, 16, 0.97, 11, 425, 0.2),
    Habit("Phone", "voice message", 1, 4, 1.0),
    Habit("X (Twitter)", "post", 27, 18, 0.05, 1, 90, 0.2),
    Habit("X (Twitter)", "reply", 31, 5, 0.45, 2, 110),
    Habit("X (Twitter)", "direct message", 12, 10, 0.97, 3, 190),
    Habit("LinkedIn", "post", 24, 18, 0.04, 0, 0, 0.2),
    Habit("LinkedIn", "comment", 24, 8, 0.36, 1, 250),
    Habit("LinkedIn", "direct message", 16, 14, 0.97, 7, 400, 0.2),
    Habit("Live chat", "", 38, 12, 0.65, 8, 250),
    Habit("Instagram", "post", 32, 18, 0.03, 0, 0, 0.3),
    Habit("Instagram", "comment", 30, 12, 0.16),
    Habit("Instagram", "direct message", 7, 8, 0.97, 4, 150),
    Habit("Video call", "", 8, 30, 0.97, 1, 850),
    Habit("Video call", "demo", 6, 34, 0.97, 1, 980, 0.3),
    Habit("Video call", "webinar", 2, 60, 0.0),
    Habit("In person", "", 5, 50, 0.96, 1, 1240),
    Habit("In person", "lunch", 3, 75, 0.96),
    Habit("Forum", "answer", 25, 20, 0.42),
)
OTHER_CONVERSIONS = {"phone_call": 18, "demo_request": 16, "registered_download": 22, "proposal_request": 15}
"""Conversions other than purchases in 13 weeks."""

HOURS_BY_QUARTER = (1.0, 0.945, 0.89, 0.84, 0.80)
SALES_BY_QUARTER = (1.0, 0.84, 0.74, 0.66, 0.58)
"""How much of the last 13 weeks the 13 weeks before them were, and so on back."""
PURCHASES_BY_WEEK = (2, 2, 3, 4, 5, 5, 4, 7, 8, 7, 6, 7, 6)
"""How purchases grew over the 13 weeks of a quarter."""


@dataclass(frozen=True, slots=True)
class Bill:
    """A platform cost: every month (`weeks_ago` None), or once, over `days` days from so many weeks ago."""

    name: str
    kind: CostKind
    amount_minor: int
    channel: str | None
    weeks_ago: int | None = None
    days: int = 1

    @property
    def allocation(self) -> Allocation:
        """Over what it is spread: what belongs to no channel is spread by minutes."""
        return Allocation.CHANNEL if self.channel else Allocation.MINUTES


BILLS = (
    Bill("Scheduling tool", CostKind.SUBSCRIPTION, 4900, None),
    Bill("LinkedIn Premium", CostKind.SUBSCRIPTION, 6000, "LinkedIn"),
    Bill("Chat widget", CostKind.SUBSCRIPTION, 6900, "Live chat"),
    Bill("Newsletter tool", CostKind.SUBSCRIPTION, 3900, "Email"),
    Bill("Giveaway", CostKind.ONE_OFF, 18000, "Instagram", 4, 7),
    Bill("Promoted post", CostKind.AD_SPEND, 7000, "X (Twitter)", 7, 5),
    Bill("Launch week", CostKind.AD_SPEND, 24000, "Instagram", 21, 7),
    Bill("Promoted post", CostKind.AD_SPEND, 6000, "X (Twitter)", 29, 5),
    Bill("Job fair banner", CostKind.AD_SPEND, 15000, "LinkedIn", 38, 14),
    Bill("Giveaway", CostKind.ONE_OFF, 12000, "Instagram", 52, 7),
)

BRANDS = ("Stylo", "Own shop")
BRAND_PARTS = (0.47, 0.38, 0.15)
"""Of the interactions: Stylo, Own shop, no brand."""
PRODUCTS = (
    ("Stylus", Orientation.PRODUCT, "Stylo"),
    ("Tablet sleeve", Orientation.PRODUCT, "Own shop"),
    ("Drawing course", Orientation.SERVICE, "Own shop"),
    ("Care plan", Orientation.SERVICE, "Stylo"),
)
TOPICS = ("ipad", "quote", "invoice", "delivery", "advice", "launch", "howto", "sketching")

KNOWN_CONTACTS = (
    ("Acme Corp", "Email", ("acme", "buying@acme.example")),
    ("Northwind", "Video call", ("northwind", "office@northwind.example")),
    ("Hollis & Sons", "Email", ("hollis", "info@hollis.example")),
    ("Bluefin", "Phone", ("bluefin",)),
    ("Petra Kramer", "LinkedIn", ("petra.k",)),
    ("Dune Radio", "X (Twitter)", ("dune_radio",)),
    ("Norah Berg", "LinkedIn", ("norah.b",)),
    ("Tilda Lund", "Email", ("tilda", "tilda@lund.example")),
    ("Lotte Maakt", "Instagram", ("lotte.maakt",)),
)
FIRST_NAMES = tuple(
    "Anna Bram Carla Daan Elif Finn Greta Hugo Imane Jasper Karin Lars Maud Niels Olga Pim Roos Sander Tess Umut "
    "Vera Wout Yara Zeno Astrid Birk Clara Dorte Emil Frida".split()
)
LAST_NAMES = tuple(
    "Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Nielsen Hansen Larsen Holm Lind "
    "Dahl Becker Wagner Schulz Rossi Moreau Novak".split()
)
CONTACTS = 600
HOME_PARTS = {
    "Email": 0.32, "X (Twitter)": 0.21, "LinkedIn": 0.12, "Live chat": 0.12, "Phone": 0.11, "Instagram": 0.06,
    "Forum": 0.03, "Video call": 0.02, "In person": 0.01,
}  # fmt: skip
"""Where contacts are mostly talked to."""
ALSO = {"Email": "Phone", "Phone": "Email", "X (Twitter)": "Email", "LinkedIn": "Email", "Live chat": "Email"}
"""Where some of them are talked to as well."""
ALSO_PART = 0.12

PINS = (
    ("Tweet reply", "X (Twitter)", "reply", 3, False, Intent.GIVE),
    ("Answer email", "Email", "", 6, False, None),
    ("Comments round", "Instagram", "comment", 15, True, Intent.GIVE),
    ("Call back", "Phone", "", None, False, None),
    ("Demo call", "Video call", "demo", None, False, Intent.ASK),
    ("Live chat", "Live chat", "", None, False, None),
)
"""Label, channel, kind, minutes (None: starts a timer), several contacts, intent."""

WAITING = (
    ("Hollis & Sons", "Email", "Is the replacement on its way?", 312),
    ("Dune Radio", "X (Twitter)", "Does the stylus fit the new iPad?", 220),
    ("Lotte Maakt", "Instagram", "Kan ik bij jullie bestellen?", 142),
)
"""Messages that wait for an answer: contact, channel, text, minutes of business hours that they have waited."""

BASELINES = (
    ("Trade fair", 40, 2, 46 * 60, 391_000, 14, 590_400),
    ("Customer visits", 32, 60, 58 * 60, 264_000, 11, 364_300),
    ("Phone round", 22, 5, 24 * 60, 76_000, 4, None),
)
"""Offline efforts: name, weeks ago, days, minutes, cost and revenue (cents), conversions between them."""

FOLLOWERS = {"X (Twitter)": (1840, 14, 6), "LinkedIn": (960, 9, 2), "Instagram": (3120, 26, 15)}
"""Channel: followers 60 weeks ago, gained and lost in a week on average."""
