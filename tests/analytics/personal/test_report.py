from datetime import date
from fractions import Fraction

from roidesk.analytics.personal.dose import Link, among_alike, rungs
from roidesk.analytics.personal.report import Beside, ChannelLine, Judgement, KindLine, LevelLine, PersonalPage
from roidesk.analytics.personal.second_weights import Judged
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

NOTHING = Figure(None, "share", reason="no_time")
LINK = Link(0.5, None, "too_few_contacts")
VERSIONS = (Judgement(None, 9000, "222022"), Judgement(date(2026, 6, 8), 7000, "220022"))


def page(beside):
    return PersonalPage(
        period=Period(date(2026, 6, 1), date(2026, 6, 14)),
        zone="Europe/Amsterdam",
        as_of=0,
        weights=(25, 20, 20, 10, 15, 10),
        personalness=Figure(Fraction(111, 2), "score"),
        personal_minutes=NOTHING,
        contact_share=NOTHING,
        levels=tuple(LevelLine(each, NOTHING, NOTHING, NOTHING) for each in rungs(())),
        trend=LINK,
        among_alike=among_alike((), ()),
        bought_untouched=Figure(1, "count"),
        channels=(ChannelLine("Email", NOTHING, NOTHING, NOTHING, 0.04, 0.08),),
        kinds=(KindLine(Judged("Video call", 7000, 6000), VERSIONS),),
        beside=beside,
    )


def test_as_json():
    found = page(None).as_json()
    assert found["period"]["as_of"] == "1970-01-01T01:00:00+01:00"
    assert found["personalness"]["value"] == 55.5
    assert found["other"] is None
    kind = found["kinds"][0]
    assert (kind["key"], kind["score"]["value"], kind["score"]["unit"]) == ("Video call", 70, "score")
    assert [(each["from"], each["score"]["value"], each["components"]) for each in kind["versions"]] == [
        (None, 90, "222022"),
        ("2026-06-08", 70, "220022"),
    ]
    assert (found["channels"][0]["p"], found["channels"][0]["p_holm"]) == (0.04, 0.08)
    assert found["trend"] == {"statistic": 0.5, "p": None, "reason": "too_few_contacts"}
    assert found["among_alike"]["reason"] == "nothing_recorded"
    assert [each["level"] for each in found["levels"]] == [1, 2, 3, 4, 5]


def test_other_weights_as_json():
    found = page(Beside((0, 0, 0, 0, 50, 50), NOTHING, rungs(()), LINK, (("a", "b"),))).as_json()
    assert found["kinds"][0]["other_score"]["value"] == 60
    assert (found["other"]["ranking_changes"], found["other"]["swapped"]) == (True, [["a", "b"]])
