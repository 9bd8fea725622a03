"""What came of it: a conversion, what it is worth, and the touches it is shared between."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics.attribution import MARKOV, Touch, grained, weights
from roidesk.analytics.sums.cost import Exchange, Wages
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.instants import DAY, MINUTE, local_day
from roidesk.domain.model import Conversion, Interaction

_PPM = 1_000_000
_BY_MINUTES = frozenset({"minutes", "personal_minutes"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A conversion in the report's currency. `shares` belong to `touches` and add up to 1, or there are none.

    Markov gives shares to rows, not to touches (`analytics.attribution.removal`): under it all touches here have an
    equal share.

    `amount` (major units; None: its rate of exchange is missing) is what was booked, or what is expected times its
    probability. `margin` None: not known. A refund counts as no conversion; it takes its amount back where the sale
    had given it.
    """

    conversion: Conversion
    touches: tuple[Interaction, ...]
    shares: tuple[Fraction, ...]
    amount: Fraction | None
    margin: Fraction | None

    @property
    def refund(self) -> bool:
        """Whether it takes a sale back."""
        return self.conversion.refund


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what entries become figures: names, the currency with its rates, hourly costs, the model, the margin.

    `margin` holds where neither conversion nor product says one; None: not known.
    """

    names: Catalogue
    exchange: Exchange
    wages: Wages
    model: str
    margin: Fraction | None


def outcome(conversion: Conversion, touches: tuple[Interaction, ...], terms: Terms) -> Outcome:
    """Return a conversion with its worth and the share that the model gives to each of its touches."""
    model = "linear" if terms.model == MARKOV else terms.model
    given = weights([_touch(each, conversion, terms) for each in touches], model)
    if terms.model in _BY_MINUTES and given:
        given = grained(given)
    return Outcome(
        conversion,
        touches,
        given,
        _amount(conversion, terms.names, terms.exchange),
        _margin(conversion, terms.names, terms.margin),
    )


def _touch(each: Interaction, conversion: Conversion, terms: Terms) -> Touch:
    """Return an interaction as its model sees it; what a model does not weigh by is not worked out."""
    channel = str(terms.names.kind[each.kind_id].channel_id)
    if terms.model == "time_decay":
        return Touch(channel, age_days=(conversion.at_us - each.start_us) / DAY)
    if terms.model in _BY_MINUTES:
        return Touch(channel, 0, Fraction(each.end_us - each.start_us, MINUTE), Fraction(each.score, 100))
    return Touch(channel)


def _amount(conversion: Conversion, names: Catalogue, exchange: Exchange) -> Fraction | None:
    minor, currency = conversion.counted_minor, conversion.currency
    if minor is None:
        kind = next((each for each in names.conversion_kinds if each.name == conversion.kind), None)
        minor, currency = (kind.value_minor, kind.currency) if kind else (None, None)
    if minor is None:
        return Fraction(0)
    day = local_day(conversion.at_us, conversion.zone)
    amount = exchange.major(minor, currency or exchange.currency, day)
    if amount is None or conversion.booked or conversion.probability_ppm is None:
        return amount
    return amount * Fraction(conversion.probability_ppm, _PPM)


def _margin(conversion: Conversion, names: Catalogue, store_margin: Fraction | None) -> Fraction | None:
    sold = names.product.get(conversion.product_id) if conversion.product_id else None
    for own in (conversion.margin_ppm, sold.margin_ppm if sold else None):
        if own is not None:
            return Fraction(own, _PPM)
    return store_margin
