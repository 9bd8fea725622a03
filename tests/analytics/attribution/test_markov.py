"""The chain: known answers, and the same effects by simulation-free removal, worked out the long way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.attribution import MARKOV, NONE, Journey, Paths, Touch, Walk, chain, credit, markov, steps_of
from roidesk.analytics.attribution.markov import Steps, steps_of_many
from roidesk.domain.errors import UserError
from tests.analytics.attribution import known

WORKED = [Walk(path, 1, 0) for path in ("teve", "tev", "te", "evtve", "et")] + [Walk("tt", 0, 1)] * 2
"""The worked example: K1 to K5, and C7 and C8, of whom nothing came."""


def test_the_worked_example():
    found = chain(steps_of(WORKED))
    assert (found.journeys, found.converting, found.nulls) == (7, 5, 2)
    assert found.p_conv == Fraction(5, 7)
    assert found.removal == {"t": Fraction(8, 11), "e": Fraction(22, 27), "v": Fraction(53, 115)}
    credited = {state: 5 * share for state, share in found.shares.items()}
    assert credited == {"t": Fraction(124200, 68411), "e": Fraction(139150, 68411), "v": Fraction(78705, 68411)}
    assert 720 * found.shares["t"] == Fraction(17884800, 68411)


def test_the_counts_of_the_worked_example():
    steps = steps_of(WORKED)
    assert steps.states == ("t", "e", "v")
    assert (steps.began, steps.converted, steps.ended) == ([5, 2, 0], [1, 3, 1], [2, 0, 0])
    assert steps.between == {(0, 1): 3, (0, 2): 1, (1, 2): 3, (1, 0): 1, (2, 1): 2, (2, 0): 1}


@pytest.mark.parametrize(("model", "expected"), known.NINE_VALUE.items())
def test_nine_journeys(model, expected):
    found = credit(known.nine(), model, of="value")
    assert [float(found[name]) for name in "ABC"] == pytest.approx(expected, abs=5e-7)


def test_three_journeys_of_pychattr():
    paths = known.journeys("A>B>A>B>B>A A>B>B>A>A A>A")
    assert credit(paths, MARKOV) == {NONE: 0, "A": 2, "B": 1}
    found = chain(steps_of([Walk([touch.channel for touch in each.touches], 1, 0) for each in paths]))
    assert found.removal == {"A": 1, "B": Fraction(1, 2)}


@pytest.mark.skipif(not known.PATH_DATA.is_file(), reason="the sample is not beside this checkout")
def test_path_data_to_four_decimals():
    paths = known.path_data()
    expected = known.PATH_DATA_CREDIT
    for column, model in enumerate(("first", "last", "linear", "position", "shapley")):
        found = credit(paths, model)
        assert sum(found.values()) == 19785
        for name, row in expected.items():
            assert float(found[name]) == pytest.approx(row[column], abs=6e-5), (model, name)
    for column, given_paths in ((5, known.path_data(nulls=False)), (7, paths)):
        found = credit(given_paths, MARKOV)
        removal = chain(steps_of_many(Paths.of(given_paths, MARKOV))).removal
        for name, row in expected.items():
            assert float(found[name]) == pytest.approx(row[column], abs=6e-5), name
            assert float(removal[name]) == pytest.approx(row[column + 1], abs=6e-5), name
    assert chain(steps_of_many(Paths.of(paths, MARKOV))).p_conv == Fraction(19785, 88387)
    values = [float(credit(paths, model, of="value")["alpha"]) for model in ("first", "last", "linear")]
    assert values == pytest.approx([19121.2724, 28414.2142, 24524.7096], abs=1e-4)


def test_without_nulls_everybody_converts_and_the_effect_is_a_share_of_journeys():
    found = chain(steps_of([Walk("ab", 3, 0), Walk("a", 1, 0), Walk("b", 4, 0)]))
    assert found.p_conv == 1
    assert found.removal == {"a": Fraction(4, 8), "b": Fraction(7, 8)}


def test_where_nothing_converted_nothing_can_be_removed():
    assert chain(steps_of([])) == markov.Chain(0, 0, None, {}, {})
    assert chain(steps_of([Walk("ab", 0, 3), Walk((), 5, 5)])) == markov.Chain(3, 0, 0, {}, {})
    paths = [Journey((Touch("a"),), 0, nulls=2, value=7), Journey((), 1, value=5)]
    assert credit(paths, MARKOV) == {NONE: 1, "a": 0}
    assert credit(paths, MARKOV, of="value") == {NONE: 12, "a": 0}


def test_a_channel_on_journeys_of_no_weight_only_is_credited_nothing():
    paths = [Journey((Touch("a"), Touch("b")), 2), Journey((Touch("c"), Touch("c")), 0)]
    few, many = credit(paths, MARKOV), credit(Paths.of(paths, MARKOV), MARKOV)
    assert few == many == {NONE: 0, "a": 1, "b": 1, "c": 0}


def test_the_value_of_many_journeys_is_shared_as_that_of_few():
    paths = [*known.nine(), Journey((), 1, value=Fraction(1, 3)), Journey((Touch("A"),), 0, nulls=2)]
    found = credit(Paths.of(paths, MARKOV), MARKOV, of="value")
    assert found == credit(paths, MARKOV, of="value")
    assert found[NONE] == Fraction(1, 3)
    assert sum(found.values()) == 27 + Fraction(1, 3)


def test_a_chain_that_does_not_check_is_not_used(monkeypatch):
    monkeypatch.setattr(markov, "_inverse", lambda _: [[Fraction(int(n == m)) for m in range(2)] for n in range(2)])
    with pytest.raises(ArithmeticError, match="share"):
        chain(steps_of([Walk("ab", 3, 1), Walk("ba", 1, 0)]))


def test_many_states_are_solved_in_float(monkeypatch):
    exact = chain(steps_of(WORKED))
    monkeypatch.setattr(markov, "FEW_STATES", 2)
    found = chain(steps_of(WORKED))
    assert found.p_conv == exact.p_conv
    assert all(isinstance(effect, float) for effect in found.removal.values())
    assert list(found.removal.values()) == pytest.approx([float(each) for each in exact.removal.values()], rel=1e-12)
    assert sum(found.shares.values()) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(("states", "kind"), [(markov.FEW_STATES, Fraction), (markov.FEW_STATES + 1, float)])
def test_up_to_so_many_states_fractions_are_kept(states, kind):
    found = chain(steps_of([Walk(tuple(range(states)), 1, 0), Walk((0,), 0, 1)]))
    assert {type(each) for each in found.removal.values()} == {kind}


def test_a_chain_that_is_too_fine_is_refused(monkeypatch):
    monkeypatch.setattr(markov, "FEW_STATES", 2)
    monkeypatch.setattr(markov, "MOST_STATES", 2)
    with pytest.raises(UserError) as refused:
        chain(steps_of(WORKED))
    assert (refused.value.code, refused.value.facts) == ("markov_too_fine", {"states": 3, "most": 2})
    monkeypatch.setattr(markov, "MOST_STATES", 3)
    assert chain(steps_of(WORKED)).p_conv == Fraction(5, 7)


def test_thousands_of_states_that_do_not_hang_together_are_solved():
    found = chain(steps_of([Walk((n,), 1 + n % 2, n % 3) for n in range(5000)]))
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.removal[1] == pytest.approx(2 / found.converting)


walks = st.lists(
    st.builds(Walk, st.text("abcd", max_size=6).map(tuple), st.integers(0, 4), st.integers(0, 4)), max_size=12
)


def converting_without(walks_taken, removed):
    """Return P(conversion) with every step into a state led to nothing, by powers of the chain in plain fractions."""
    steps: Steps[str] = steps_of(walks_taken)
    size, gone = len(steps.states), steps.states.index(removed) if removed in steps.states else None
    left = [steps.converted[n] + steps.ended[n] for n in range(size)]
    for (came, _), count in steps.between.items():
        left[came] += count
    equations = [
        [Fraction(int(n == m)) for m in range(size)] + [Fraction(steps.converted[n], left[n])] for n in range(size)
    ]
    for (came, went), count in steps.between.items():
        if went != gone:
            equations[came][went] -= Fraction(count, left[came])
    for n in range(size):
        equations[n] = [value / equations[n][n] for value in equations[n]]
        for m in range(size):
            if m != n:
                times = equations[m][n]
                equations[m] = [value - times * other for value, other in zip(equations[m], equations[n], strict=True)]
    begun = sum(steps.began)
    return sum((Fraction(steps.began[n], begun) * equations[n][-1] for n in range(size) if n != gone), Fraction(0))


@given(walks)
def test_removal_is_what_is_lost_when_every_step_into_a_state_leads_to_nothing(taken):
    found = chain(steps_of(taken))
    for state, effect in found.removal.items():
        assert effect == 1 - converting_without(taken, state) / converting_without(taken, None)
    if found.removal:
        assert found.p_conv == converting_without(taken, None)
        assert sum(found.shares.values()) == 1


@given(walks, st.randoms(use_true_random=False))
def test_neither_repeats_nor_order_matter(taken, chance):
    found = chain(steps_of(taken))
    repeated = [Walk([state for state in walk.states for _ in range(2)], *walk[1:]) for walk in taken]
    chance.shuffle(repeated)
    again = chain(steps_of(repeated))
    assert (again.journeys, again.p_conv, again.removal, again.shares) == (
        found.journeys,
        found.p_conv,
        found.removal,
        found.shares,
    )


def test_few_channels_on_long_journeys_are_counted_alike():
    taken = [Walk("abcabcabc", 2, 1), Walk("cba", 0, 4)]
    paths = [Journey(tuple(map(Touch, walk.states)), *walk[1:]) for walk in taken]
    assert steps_of_many(Paths.of(paths, MARKOV)) == steps_of(taken)


@given(walks)
def test_arrays_are_counted_as_journeys_are(taken):
    paths = [Journey(tuple(map(Touch, walk.states)), *walk[1:]) for walk in taken]
    many = steps_of_many(Paths.of(paths, MARKOV))
    assert chain(many) == chain(steps_of(taken))
