"""Who may be who."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.likeness import Alike, alike, keys


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Anna Brandt", "anna  brandt", Alike.SAME_NAME),
        ("Jürgen Voß", "Jurgen Voss", Alike.SAME_NAME),
        ("P. Kuiper", "Petra Kuiper", Alike.INITIAL_AND_SURNAME),
        ("p.kuiper@example.org", "Petra Kuiper", Alike.INITIAL_AND_SURNAME),
        ("anna.brandt@example.org", "Anna Brandt", Alike.ADDRESS_LIKE_NAME),
        ("a.brandt@example.org", "@abrandt", Alike.ADDRESS_LIKE_NAME),
        ("bluefin@example.org", "@bluefin", Alike.HANDLE_IN_ADDRESS),
        ("info@example.org", "Info", None),
        ("K. Kuiper", "Petra Kuiper", None),
        ("Paul Kuiper", "Petra Kuiper", None),
        ("jo@example.org", "Joanna", None),
    ],
)
def test_reasons(one, other, why):
    assert alike([one], [other]) is why
    assert alike([other], [one]) is why


def test_the_best_reason_of_all_addresses_counts():
    assert alike(["P. Kuiper", "Petra Kuiper"], ["Petra Kuiper"]) is Alike.SAME_NAME


@given(st.text(), st.text())
def test_alike_ones_share_a_key(one, other):
    if alike([one], [other]) is not None and max(map(len, keys([one])), default=0) >= 3:
        assert keys([one]) & keys([other])
