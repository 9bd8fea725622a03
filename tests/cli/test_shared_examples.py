"""The examples handed around with the project, where they lie beside it; our own fixtures hold the same facts."""

import json
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
WORKED = SHARED / "acceptance" / "small"
TOGGL = SHARED / "samples" / "solidtime" / "toggl_time_entries_import_test_1.csv"
PERIOD = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")
CHANNELS = ("tweet", "email", "video", "(none)")
MODELS = {
    "first": "first",
    "last": "last",
    "linear": "linear",
    "position": "position40_20_40",
    "time_decay": "time_decay_7d",
}
TOTALS = {
    "minutes": "minutes.total",
    "labour": "labour.total",
    "platform": "platform.total",
    "cost": "cost.total",
    "booked": "revenue.booked",
    "expected": "value.expected",
    "return_ratio": "romi.booked",
    "net_romi": "romi.booked_net",
    "return_incl_expected": "romi.incl_expected",
    "margin_roi": "roi.margin40",
    "cost_per_purchase": "cpa.booked",
    "cost_per_conversion": "cpa.all6",
    "minutes_per_purchase": "minutes_per_purchase",
    "revenue_per_hour": "revenue_per_hour",
    "labour_per_hour": "avg_cost_per_hour",
    "personalness": "personalness.effort_mean",
    "personal_minutes": "personal_minutes",
    "purchases_per_hour": "purchases_per_hour",
}
OF_CHANNEL = ("minutes", "labour", "platform", "cost")
OF_MODEL = {"conversions": "count", "booked": "revenue", "return_ratio": "romi"}


def _values():
    found = json.loads((WORKED / "expected.json").read_text())
    return {name: each["value"] for name, each in found.items() if "value" in each}


@pytest.mark.skipif(not WORKED.is_dir(), reason="the worked example is not beside this checkout")
@pytest.mark.parametrize("model", MODELS)
def test_the_worked_example(roidesk, model):
    expected = _values()
    roidesk("import", str(WORKED), "--zone", "Europe/Amsterdam")
    document = roidesk("figures", *PERIOD, "--by", "channel", "--model", model, "--margin", "0.4", "--json").document
    for figure, name in TOTALS.items():
        assert document["totals"][figure]["value"] == pytest.approx(expected[name], abs=5e-7), name
    rows = {row["key"]: row for row in document["rows"]}
    assert set(rows) == set(CHANNELS)
    for channel in CHANNELS[:-1]:
        for figure in OF_CHANNEL:
            assert rows[channel][figure]["value"] == pytest.approx(expected[f"{figure}.{channel}"], abs=5e-7)
    for channel in CHANNELS:
        for figure, part in OF_MODEL.items():
            name = f"attr.{MODELS[model]}.{part}.{channel}"
            if name in expected:
                assert rows[channel][figure]["value"] == pytest.approx(expected[name], abs=5e-7), name
    for figure in ("interactions", *OF_CHANNEL, "conversions", "purchases", "booked", "expected"):
        parts = sum(row[figure]["value"] for row in rows.values())
        assert parts == pytest.approx(document["totals"][figure]["value"], abs=1e-9), figure


@pytest.mark.skipif(not WORKED.is_dir(), reason="the worked example is not beside this checkout")
def test_the_worked_example_comes_in_once(roidesk):
    assert roidesk("import", str(WORKED), "--zone", "Europe/Amsterdam", "--json").document["new"] > 0
    assert roidesk("import", str(WORKED), "--zone", "Europe/Amsterdam", "--json").document["new"] == 0


@pytest.mark.skipif(not TOGGL.is_file(), reason="the sample is not beside this checkout")
def test_the_sample_of_toggl(roidesk):
    first = roidesk("import", str(TOGGL), "--json").document
    assert (first["format"], first["new"], first["seconds"], first["errors"]) == ("toggl", 2, 3601, [])
    again = roidesk("import", str(TOGGL), "--json").document
    assert (again["new"], again["duplicates"]) == (0, 2)
