"""Known answers of regressions, from the samples handed around with the project, where they lie beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from roidesk.analytics.evidence import ols
from roidesk.analytics.evidence.jointly import slopes

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
ADVERTISING = SAMPLES / "islr" / "Advertising.csv"
LONGLEY = SAMPLES / "nist" / "longley.csv"
NORRIS = SAMPLES / "nist" / "Norris.dat"


def columns(path):
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: [float(row[name]) for row in rows] for name in rows[0]}


@pytest.mark.skipif(not ADVERTISING.is_file(), reason="the sample is not beside this checkout")
def test_newspapers_vanish_jointly():
    found = columns(ADVERTISING)
    sales, media = found["sales"], [found[name] for name in ("TV", "radio", "newspaper")]
    fit = ols(sales, media)
    assert fit.coefficients == pytest.approx((2.938889, 0.045765, 0.188530, -0.001037), abs=5e-7)
    assert fit.errors == pytest.approx((0.311908, 0.001395, 0.008611, 0.005871), abs=5e-7)
    assert fit.t == pytest.approx((9.422, 32.809, 21.893, -0.177), abs=5e-4)
    assert (fit.r_squared, fit.rse, fit.f) == pytest.approx((0.897211, 1.685510, 570.2707), abs=5e-5)
    alone, jointly = slopes(media, sales, "ratio")
    assert alone[2].value == pytest.approx(0.054693, abs=5e-7)
    assert alone[2].low > 0
    assert jointly[2].low < 0 < jointly[2].high
    assert jointly[0].low > 0
    assert jointly[1].low > 0


@pytest.mark.skipif(not LONGLEY.is_file(), reason="the sample is not beside this checkout")
def test_longley_to_nine_digits():
    found = columns(LONGLEY)
    names = ("GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR")
    fit = ols(found["TOTEMP"], [found[name] for name in names])
    assert fit.coefficients == pytest.approx(
        (
            -3482258.63459582,
            15.0618722713733,
            -0.0358191792925910,
            -2.02022980381683,
            -1.03322686717359,
            -0.0511041056535807,
            1829.15146461355,
        ),
        rel=1e-9,
    )
    assert fit.errors[0] == pytest.approx(890420.383607373, rel=1e-9)
    assert fit.r_squared == pytest.approx(0.995479004577296, rel=1e-12)
    assert fit.rse == pytest.approx(304.854073561965, rel=1e-9)


@pytest.mark.skipif(not NORRIS.is_file(), reason="the sample is not beside this checkout")
def test_norris():
    text = NORRIS.read_text(encoding="ascii")
    rows = [line.split() for line in text[text.rindex("Data:") :].splitlines()[1:] if line.strip()]
    fit = ols([float(y) for y, _ in rows], [[float(x) for _, x in rows]])
    assert fit.coefficients == pytest.approx((-0.262323073774029, 1.00211681802045), rel=1e-11)
    assert fit.errors == pytest.approx((0.232818234301152, 0.429796848199937e-03), rel=1e-11)
    assert fit.rse == pytest.approx(0.884796396144373, rel=1e-11)
    assert fit.f == pytest.approx(5436385.54079785, rel=1e-9)
