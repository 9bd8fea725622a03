"""Settings are declared in one place, and what else names them agrees with it."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from uuid import UUID

import pytest

from roidesk.analytics.attribution import MODELS as MODELS_WORKED_OUT
from roidesk.analytics.query import Parallel, Query
from roidesk.domain.errors import UserError
from roidesk.i18n import words
from roidesk.settings.store import MODELS, StoreSettings, checked, declared, read_settings, text_of


def test_every_setting_is_a_field_and_is_explained():
    assert list(declared()) == [each.name for each in fields(StoreSettings)]
    assert [key for key in declared() if words.setting(key) == key] == []


def test_the_models_and_defaults_are_those_of_the_figures():
    assert set(MODELS) == set(MODELS_WORKED_OUT)
    settings, query = StoreSettings(), Query()
    assert (settings.model, settings.window_days, Parallel(settings.parallel)) == (
        query.model,
        query.window_days,
        query.parallel,
    )


def test_texts_become_values_and_what_is_not_said_is_as_by_default():
    read = read_settings(
        {"margin": "2/5", "team": "1", "window_days": "14", "of a newer roidesk": "x"}, zone="Asia/Tokyo"
    )
    assert (read.margin, read.team, read.window_days, read.zone) == (Fraction(2, 5), True, 14, "Asia/Tokyo")
    assert read_settings({"margin": ""}) == StoreSettings()


def test_a_setting_is_kept_as_a_text_that_reads_back():
    some = StoreSettings(
        margin=Fraction(3, 8), person_id=UUID(int=7), team=True, other_weights=(20, 20, 20, 20, 10, 10)
    )
    for settings in (StoreSettings(), some):
        for key, read in declared().items():
            assert read(text_of(settings, key)) == getattr(settings, key)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("margin", "1.2", "margin_unreadable"),
        ("margin", "0", "margin_unreadable"),
        ("margin", "1/0", "margin_unreadable"),
        ("zone", "Mars/Olympus", "zone_unknown"),
        ("person_id", "Ann", "id_unreadable"),
        ("team", "yes", "flag_unreadable"),
        ("model", "guess", "choice_unknown"),
        ("window_days", "0", "number_out_of_range"),
        ("window_days", "a week", "number_out_of_range"),
        ("weights", "25 20 20 10 15 11", "weights_unreadable"),
        ("weights", "25 20 20 10 25", "weights_unreadable"),
        ("weights", "-10 30 30 20 20 10", "weights_unreadable"),
        ("colour", "red", "setting_unknown"),
    ],
)
def test_what_cannot_be_is_refused(key, text, code):
    with pytest.raises(UserError) as refused:
        checked(key, text)
    assert refused.value.code == code
