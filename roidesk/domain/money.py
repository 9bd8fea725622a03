"""Money as integer minor units of an ISO 4217 currency; never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction

from roidesk.domain.errors import UserError

# ISO 4217 active codes; minor units differ from 2 only where listed in _EXPONENTS.
CURRENCIES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split()
)
"""The codes of every currency there is."""
_EXPONENTS = dict.fromkeys(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0
) | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
_MOST_DIGITS = 18
_LONGEST = 64
"""The longest text that is read as an amount."""
_EXACTLY = Context(prec=_LONGEST)
"""Decimal's own context would round what has more than 28 digits."""
LARGEST_MINOR = 9_007_199_254_740_991
"""The largest amount kept, in minor units (2**53 - 1: exact in every tool that reads an export)."""


def currency_code(text: str) -> str:
    """Return the ISO 4217 code that `text` names; `UserError` when there is none."""
    code = text.strip().upper()
    if code not in CURRENCIES:
        raise UserError("currency_unknown", text=text)
    return code


def exponent(currency: str) -> int:
    """Return how many decimals the currency has (EUR 2, JPY 0, TND 3)."""
    return _EXPONENTS.get(currency, 2)


def minor_units(text: str, currency: str) -> int:
    """Read a plain decimal amount ("1240", "-12.50") as minor units; `UserError` when it is not one."""
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        raise UserError("amount_unreadable", text=text[:_LONGEST])
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise UserError("amount_unreadable", text=text) from None
    if not amount.is_finite():
        raise UserError("amount_unreadable", text=text)
    if amount and amount.adjusted() > _MOST_DIGITS:
        raise UserError("amount_too_large", text=text)
    scaled = amount.scaleb(exponent(currency), _EXACTLY) if amount else amount
    if scaled != scaled.to_integral_value():
        raise UserError("amount_too_fine", text=text, currency=currency, decimals=exponent(currency))
    if abs(scaled) > LARGEST_MINOR:
        raise UserError("amount_too_large", text=text)
    return int(scaled)


def major_units(minor: int, currency: str) -> Decimal:
    """Return minor units as a decimal amount with the currency's own number of decimals."""
    return Decimal(minor).scaleb(-exponent(currency))


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` may be a fraction of a minor unit while figures are being worked out."""

    minor: Fraction | int
    currency: str

    @property
    def major(self) -> Fraction:
        """The amount in major units (euros, not cents), exact."""
        return Fraction(self.minor, 10 ** exponent(self.currency))
