"""What came of something, in words: "They bought · €1,240". No Qt."""

from __future__ import annotations

from decimal import Decimal

from roidesk.i18n import formats, words


def outcome_words(kind: str, amount: Decimal | None, currency: str) -> str:
    """Return what somebody did, with the amount where one is known."""
    name = words.conversion_kind(kind)
    return name if amount is None else f"{name} · {formats.headline(amount, currency)}"


def outcome_read(text: str) -> str:
    """Return an outcome as the ledger's cells write it ("=240.00 EUR purchase", "demo_request") in words."""
    if not text.startswith("="):
        return outcome_words(text, None, "")
    amount, currency, kind = text[1:].split(" ", 2)
    return outcome_words(kind, Decimal(amount), currency)
