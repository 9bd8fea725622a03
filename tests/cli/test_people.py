"""merge: two contacts become one, and can be taken apart."""

import pytest


@pytest.fixture
def filled(roidesk):
    roidesk("log", "call @anna 20m")
    roidesk("convert", "purchase 285 @a.brandt@example.com")


def test_two_become_one(roidesk, filled):
    assert roidesk("merge", "a.brandt@example.com", "@anna").out == "a.brandt@example.com is anna from now on.\n"
    rows = {row["name"]: row for row in roidesk("contact", "--json").document}
    assert rows["a.brandt@example.com"]["merged_into"] == rows["anna"]["id"]
    roidesk("undo")
    rows = {row["name"]: row for row in roidesk("contact", "--json").document}
    assert rows["a.brandt@example.com"]["merged_into"] == ""
    assert roidesk("merge", "a.brandt@example.com", "@anna", "--json").document.keys() == {"merged", "into"}


def test_what_cannot_be_merged_is_said(roidesk, filled):
    assert "anna is the same contact already" in roidesk("merge", "@anna", "anna", ok=False).err
    assert "nobody" in roidesk("merge", "nobody", "anna", ok=False).err
    assert "merge a.brandt@example.com @anna" in roidesk("merge", "@anna", ok=False).err
