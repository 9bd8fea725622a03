from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.personal.second_weights import Judged, OtherWeights, swapped
from roidesk.analytics.sums.tally import Cell
from roidesk.domain.effort import effort_of, key_of, pieces
from roidesk.domain.personalness import DEFAULT_WEIGHTS, Components
from tests.analytics import worked_example as example

CELLS = [Cell(key_of(piece), effort_of(piece), piece.interaction) for piece in pieces(example.INTERACTIONS)]


def test_the_same_weights_make_the_same_of_it():
    same = OtherWeights(DEFAULT_WEIGHTS)
    assert same.personalness(CELLS).value == Fraction(14505, 260)
    assert [same.of(each) for each in example.INTERACTIONS] == [each.score for each in example.INTERACTIONS]


def test_other_weights_make_something_else_of_it():
    equal = OtherWeights((10, 10, 10, 10, 30, 30))
    # tweet 10/2 + 30 = 35, e-mail 60, video 90
    assert equal.personalness(CELLS).value == Fraction(48 * 35 + 87 * 60 + 125 * 90, 260)
    assert equal.of_components("100002") == 3500


def test_what_was_scored_by_hand_stays():
    given_score = replace(example.INTERACTIONS[0], score=7000, score_given=True)
    assert OtherWeights((100, 0, 0, 0, 0, 0)).of(given_score) == 7000


def test_without_time_there_is_no_mean():
    assert OtherWeights(DEFAULT_WEIGHTS).personalness([]).reason == "no_time"
    assert OtherWeights(DEFAULT_WEIGHTS).personalness([replace(CELLS[0], entry=None)]).reason == "no_time"


def test_only_what_changes_places_changes_the_order():
    call, mail, post = Judged("call", 7000, 5000), Judged("mail", 2500, 6000), Judged("post", 0, 0)
    assert swapped([post, mail, call]) == (("call", "mail"),)
    assert swapped([call, replace(mail, other=5000), post]) == ()
    assert swapped([call, replace(mail, score=7000), post]) == ()
    assert swapped([]) == ()


@given(st.lists(st.tuples(*[st.sampled_from((0, 1, 2))] * 6), max_size=8))
def test_weights_that_are_alike_swap_nothing(kinds):
    scores = [Components(each).score() for each in kinds]
    assert swapped([Judged(str(at), score, score) for at, score in enumerate(scores)]) == ()
