"""Channels as their owner keeps them: judged from now on or in the past too, weighed, named, left out of use."""

from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import ChannelKind, Interaction, KindVersion, Setting
from roidesk.domain.personalness import Components

_CALL = Components((2, 2, 2, 0, 2, 2))


@pytest.fixture
def desk(desk):
    """A desk with two replies and a call."""
    for line in ("tweet reply 9:00-9:04 @acme", "tweet reply 9:10-9:14 !5", "call 9:30-9:50 @acme"):
        desk.tracking.log(line)
    return desk


def _card(desk, name):
    return next(each for each in desk.channels.scale().cards if each.channel.name == name)


def _kind(desk, channel, name=""):
    return next(each for each in _card(desk, channel).kinds if each.name == name)


def _scores(desk):
    return sorted(each.score for each in desk.context.read().all(Interaction))


def test_a_card_counts_what_was_logged_and_has_the_rest_last(desk):
    card = _card(desk, "X (Twitter)")
    assert card.entries == 2
    assert [each.name for each in card.kinds] == ["post", "reply", "direct message", ""]


def test_a_kind_is_judged_from_now_on_with_a_version_kept(desk):
    before = _scores(desk)
    kind = _kind(desk, "X (Twitter)", "reply")
    desk.channels.judge(kind.id, _CALL)
    assert _kind(desk, "X (Twitter)", "reply").score == 9000
    assert _scores(desk) == before
    assert [each.score for each in desk.context.read().where(KindVersion, kind_id=kind.id)] == [2250, 9000]
    desk.care.undo()
    assert _kind(desk, "X (Twitter)", "reply").score == 2250


def test_the_past_follows_where_one_says_so_but_not_what_was_judged_by_hand(desk):
    desk.channels.judge(_kind(desk, "X (Twitter)", "reply").id, Components((0, 0, 0, 0, 0, 0)))
    assert _scores(desk) == [2250, 7000, 9000]
    desk.channels.recalculate(_card(desk, "X (Twitter)").channel.id)
    assert _scores(desk) == [0, 7000, 9000]
    desk.care.undo()
    assert _scores(desk) == [2250, 7000, 9000]


def test_other_weights_judge_every_kind_anew_in_one_step(desk):
    desk.channels.weigh((0, 0, 0, 0, 0, 100))
    assert desk.care.settings().weights == (0, 0, 0, 0, 0, 100)
    assert {each.score for each in desk.context.read().all(ChannelKind)} == {0, 5000, 10000}
    desk.care.undo()
    assert _kind(desk, "X (Twitter)", "reply").score == 2250
    assert desk.care.settings().weights == (25, 20, 20, 10, 15, 10)


def _weights(desk):
    return next(each.id for each in desk.context.read().all(Setting) if each.key == "weights")


@pytest.mark.parametrize("way", ["settings", "edited", "brought back", "deleted", "added"])
def test_weights_that_change_in_any_way_judge_every_kind_anew(desk, way):
    if way != "added":
        desk.channels.weigh((0, 0, 0, 0, 0, 100) if way in ("deleted", "brought back") else (100, 0, 0, 0, 0, 0))
    desk.context.clock.go_on(MINUTE)
    if way == "settings":
        desk.care.change_settings({"weights": "0 0 0 0 0 100"})
    elif way == "edited":
        desk.ledger.edit("settings", _weights(desk), {"value": "0 0 0 0 0 100"})
    elif way == "added":
        desk.ledger.add("settings", {"key": "weights", "value": "0 0 0 0 0 100"})
    elif way == "brought back":
        desk.channels.weigh((100, 0, 0, 0, 0, 0))
        desk.context.clock.go_on(MINUTE)
        desk.history.bring_back(_weights(desk), desk.history.versions(_weights(desk))[-1].seq)
    else:
        desk.ledger.delete("settings", [_weights(desk)])
    weights = desk.care.settings().weights
    assert weights == ((25, 20, 20, 10, 15, 10) if way == "deleted" else (0, 0, 0, 0, 0, 100))
    kinds = desk.context.read().all(ChannelKind)
    assert [each.score for each in kinds] == [Components.parse(each.components).score(weights) for each in kinds]
    assert len({each.score for each in kinds}) > 1
    kept = desk.context.read().where(KindVersion, kind_id=_kind(desk, "X (Twitter)", "reply").id)
    assert kept[-1].score == _kind(desk, "X (Twitter)", "reply").score


@pytest.mark.parametrize("weights", [(25, 20, 20, 10, 15, 11), (100,), (-5, 25, 20, 20, 20, 20)])
def test_weights_that_do_not_add_up_are_refused_and_nothing_changes(desk, weights):
    with pytest.raises(UserError) as refused:
        desk.channels.weigh(weights)
    assert refused.value.code == "weights_unreadable"
    assert desk.care.settings().weights == (25, 20, 20, 10, 15, 10)


def test_a_channel_and_a_kind_are_added_and_used_in_a_line(desk):
    desk.channels.add("  Trade   fair ")
    card = _card(desk, "Trade fair")
    assert (card.kinds[0].components, card.kinds[0].idle_minutes) == ("222211", 0)
    desk.channels.describe(card.kinds[0].id, name="", words=["Fair", "fair", "stall"], idle_minutes=0)
    desk.channels.add_kind(card.channel.id, name="talk")
    assert [each.name for each in _card(desk, "Trade fair").kinds] == ["talk", ""]
    desk.tracking.log("stall talk 12m")
    assert _card(desk, "Trade fair").entries == 1


def test_names_are_there_once_and_words_are_single(desk):
    x = _card(desk, "X (Twitter)")
    for attempt, code in (
        (lambda: desk.channels.add("email"), "name_taken"),
        (lambda: desk.channels.add_kind(x.channel.id, name="Reply"), "name_taken"),
        (lambda: desk.channels.rename(x.channel.id, "Phone"), "name_taken"),
        (lambda: desk.channels.add("  "), "cell_missing"),
        (
            lambda: desk.channels.describe(x.kinds[-1].id, name="", words=["two words"], idle_minutes=5),
            "word_has_blank",
        ),
        (lambda: desk.channels.describe(x.kinds[1].id, name=" ", words=[], idle_minutes=5), "cell_missing"),
        (lambda: desk.channels.remove_kind(_kind(desk, "X (Twitter)", "reply").id), "still_used"),
    ):
        with pytest.raises(UserError) as refused:
            attempt()
        assert refused.value.code == code


def test_a_channel_left_out_of_use_keeps_its_entries_and_gives_no_examples(desk):
    assert "post" in desk.channels.scale().examples()[1]
    for card in desk.channels.scale().cards:
        if card.channel.name != "Phone":
            desk.channels.use(card.channel.id, used=False)
    assert desk.channels.scale().examples() == {1: (), 2: (), 3: ("voice message",), 4: ("Phone",), 5: ()}
    assert _card(desk, "X (Twitter)").entries == 2
