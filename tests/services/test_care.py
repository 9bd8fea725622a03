from datetime import date
from fractions import Fraction

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction, Rate


def test_setting_up_is_one_action(bare_desk):
    care = bare_desk.care
    assert care.is_new
    care.set_up(name="Ilse", values={"currency": "DKK", "margin": ""}, hourly="235.50")
    settings = care.settings()
    assert (settings.currency, settings.margin, settings.zone) == ("DKK", None, "Europe/Amsterdam")
    (rate,) = bare_desk.context.read().all(Rate)
    assert (rate.hourly_minor, rate.currency, rate.from_day) == (23550, "DKK", date(2026, 11, 19))
    assert not care.is_new


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("currency", "XYZ", "currency_unknown"),
        ("margin", "1.4", "margin_unreadable"),
        ("zone", "Europe/Atlantis", "zone_unknown"),
        ("colour", "blue", "setting_unknown"),
        ("weights", "100", "weights_unreadable"),
        ("window_days", "0", "number_out_of_range"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(desk, key, text, code):
    before = desk.care.settings()
    with pytest.raises(UserError) as refused:
        desk.care.change_settings({key: text})
    assert refused.value.code == code
    assert desk.care.settings() == before


def test_settings_change_together_or_not_at_all(desk):
    with pytest.raises(UserError):
        desk.care.change_settings({"margin": "0.5", "currency": "XYZ"})
    assert desk.care.settings().margin == Fraction(2, 5)
    desk.care.change_settings({"margin": "0.5"})
    assert desk.care.settings().margin == Fraction(1, 2)


def test_nothing_to_take_back(bare_desk):
    with pytest.raises(UserError) as refused:
        bare_desk.care.undo()
    assert refused.value.code == "nothing_to_undo"


def test_history_tells_every_version(desk):
    entry = desk.tracking.log("email @acme 5m").row.interaction
    desk.tracking.edit(entry.id, {"minutes": "7"})
    desk.tracking.delete([entry.id])
    assert len(desk.care.history(entry.id)) == 3


def test_the_sample_fills_only_an_empty_store(bare_desk):
    bare_desk.care.demo(weeks=2, ending=date(2026, 11, 15))
    assert bare_desk.context.read().counts()[Interaction] > 50
    assert bare_desk.care.check(deep=True) == []
    with pytest.raises(UserError) as refused:
        bare_desk.care.demo()
    assert refused.value.code == "store_not_empty"


def test_how_a_store_began_is_not_taken_back(bare_desk):
    bare_desk.care.set_up(name="Ann", values={"currency": "DKK"})
    bare_desk.tracking.log("email 5m")
    bare_desk.care.undo()
    with pytest.raises(UserError, match="nothing_to_undo"):
        bare_desk.care.undo()
    assert bare_desk.tracking.owner() == "Ann"
    assert bare_desk.care.settings().currency == "DKK"
