"""replies: in words and as JSON, its options, and what is refused."""

import pytest

INBOUND = """id,at,channel,needs_reply,first_reply_at,thread
M1,2026-06-01T10:00,email,1,2026-06-01T10:20,
M2,2026-06-01T16:50,email,1,2026-06-02T09:10,
M3,2026-06-02T12:00,tweet,1,2026-06-02T13:30,
M4,2026-06-03T08:00,email,1,2026-06-03T09:05,
M5,2026-06-05T16:00,email,1,2026-06-08T10:00,
M6,2026-06-09T11:00,email,1,,
M7,2026-06-12T16:30,tweet,1,,
"""
JUNE = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


@pytest.fixture
def filled(roidesk, tmp_path):
    (tmp_path / "inbound.csv").write_text(INBOUND)
    roidesk("import", str(tmp_path / "inbound.csv"), "--zone", "Europe/Amsterdam")
    return roidesk


def test_in_words(filled):
    said = filled("replies", *JUNE).out
    assert "of the messages recorded" in said
    assert "1 of 7 messages are ignored: open past the reply goal of 4 h 00" in said
    assert "assumed to be Monday to Friday" in said
    total = next(line for line in said.splitlines() if line.startswith("Total")).split()
    assert total[1:5] == ["7", "5", "1", "1"]
    assert "too little data: 1 of 5" in said, "one answer on a channel is no median"
    filled("calendar", "add", "weekday=mon", "open=9:00", "close=17:00")
    assert "by the clock where the message arrived" in filled("replies", *JUNE).out


def test_as_json(filled):
    found = filled("replies", *JUNE, "--json").document
    assert (found["needing"]["value"], found["replied"]["value"], found["waiting"]["value"]) == (7, 5, 1)
    assert found["business"]["median"]["value"] == 20
    assert len(found["open"]) == len(found["open_minutes"]) == 2
    assert [row["key"] for row in found["channels"]] == ["email", "tweet"]
    assert found["scenario"] is None
    assert filled("replies", *JUNE, "--sla", "2000", "--json").document["ignored"]["value"] == 0


def test_the_stores_own_goal_unless_told(filled):
    filled("settings", "sla_minutes", "15")
    assert filled("replies", *JUNE, "--json").document["sla"]["value"] == 15
    assert "reply goal of 15 min" in filled("replies", *JUNE).out


def test_the_scenario_says_that_it_is_one(filled):
    said = filled("replies", *JUNE, "--chance", "0.25", "--sale", "200").out
    assert "If 25.0" in said
    assert "the 1 ignored would have brought €50.00" in said
    assert "This is your assumption" in said
    assert "would take about" not in said
    for n in range(5):
        filled(
            "interaction", "add", f"start=2026-06-03T09:0{n}", "minutes=1", "person=Ann", "channel=email", "answers=M4"
        )
    assert "would take about 1 min" in filled("replies", *JUNE, "--chance", "0.25", "--sale", "200").out
    figures = filled("figures", *JUNE, "--json").document
    assert figures["totals"]["expected"]["value"] == 0


def test_medians_that_differ_are_both_said(filled, tmp_path):
    (tmp_path / "inbound.csv").write_text(
        "id,at,first_reply_at\n"
        + "".join(f"N{n},2026-06-01T10:00,2026-06-01T10:{n:02}\n" for n in range(1, 6))
        + "".join(f"O{n},2026-06-01T10:00,\n" for n in range(4))
        + "S1,2026-06-01T10:00,\n"
    )
    filled("import", str(tmp_path / "inbound.csv"), "--zone", "Europe/Amsterdam")
    said = filled("replies", "--from", "2026-06-01", "--to", "2026-06-01", "--as-of", "2026-06-20").out
    assert "half wait 20 min or longer" in said
    (tmp_path / "inbound.csv").write_text("id,at\n" + "".join(f"P{n},2026-06-01T10:00\n" for n in range(10)))
    filled("import", str(tmp_path / "inbound.csv"), "--zone", "Europe/Amsterdam")
    said = filled("replies", "--from", "2026-06-01", "--to", "2026-06-01", "--as-of", "2026-06-20").out
    assert "More than half still wait" in said


def test_left_on_purpose_and_put_off_are_said(filled, tmp_path):
    (tmp_path / "inbound.csv").write_text(
        "id,at,ignored,snoozed\nL,2026-06-10T10:00,2026-06-10T10:05,\nS,2026-06-10T11:00,,2026-07-01T09:00\n"
    )
    filled("import", str(tmp_path / "inbound.csv"), "--zone", "Europe/Amsterdam")
    said = filled("replies", *JUNE).out
    assert "1 was left on purpose." in said
    assert "1 is put off for later." in said


def test_nothing_recorded(roidesk):
    roidesk("person", "add", "name=Ann")
    assert "No message that needs a reply is recorded" in roidesk("replies", *JUNE).out
    found = roidesk("replies", *JUNE, "--json").document
    assert (found["needing"]["value"], found["unanswered_rate"]["reason"]) == (0, "nothing_recorded")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sla", "0"), "--sla"),
        (("--sla", "100001"), "--sla"),
        (("--chance", "0.1"), "give --chance and --sale"),
        (("--sale", "10"), "give --chance and --sale"),
        (("--chance", "2", "--sale", "10"), "no chance"),
        (("--chance", "nan", "--sale", "10"), "no chance"),
        (("--chance", "1/0", "--sale", "10"), "no chance"),
        (("--chance", "0.1", "--sale", "-1"), "--sale"),
        (("--chance", "0.1", "--sale", "lots"), "not an amount"),
    ],
)
def test_what_cannot_be_is_refused(filled, words, said):
    refused = filled("replies", *words, ok=False)
    assert refused.status == 1
    assert said in refused.err
    assert refused.err.count("\n") == 1


def test_a_goal_that_is_no_number_is_wrong_usage(filled):
    assert filled("replies", "--sla", "soon", ok=False).status == 2
