"""Filters as text: what they say, written back the same, and what is refused, where."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.filters import All, Condition, Not, Operator, Some, conditions, parse, written
from roidesk.domain.filters.fields import FIELDS
from roidesk.domain.filters.parse import MOST_DEPTH, nearest
from roidesk.domain.filters.scan import MOST_SIGNS
from tests.domain.filters.drawn import expressions, refusal


def one(name, value, operator=Operator.IS):
    return Condition(name, operator, value)


CHANNEL, PERSONAL, TOPIC = one("channel", "tweet"), one("personal", Decimal(3), Operator.AT_LEAST), one("topic", "ipad")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channel=tweet and personal>=3 and #ipad", All((CHANNEL, PERSONAL, TOPIC))),
        ("channel=tweet personal>=3 #ipad", All((CHANNEL, PERSONAL, TOPIC))),
        ("CHANNEL = tweet", CHANNEL),
        ("channel==tweet", CHANNEL),
        ('"channel"=tweet', CHANNEL),
        ("not channel=tweet", Not(CHANNEL)),
        ("channel=tweet or personal>=3 #ipad", Some((CHANNEL, All((PERSONAL, TOPIC))))),
        ("(channel=tweet or personal>=3) #ipad", All((Some((CHANNEL, PERSONAL)), TOPIC))),
        ("not (channel=tweet and not #ipad)", Not(All((CHANNEL, Not(TOPIC))))),
        ("channel=tweet NOT #ipad", All((CHANNEL, Not(TOPIC)))),
        ('@"Ann Lee"', one("contact", "Ann Lee")),
        ("@“Ann Lee”", one("contact", "Ann Lee")),
        ("contact=@acme", one("contact", "acme")),
        ("@anna@acme.com", one("contact", "anna@acme.com")),
        ("campaign=#1", one("campaign", "#1")),
        ('campaign=+"20 off"', one("campaign", "+20 off")),
        ("topic=and", one("topic", "and")),
        (r'topic="a \"b\" \\ c"', one("topic", r'a "b" \ c')),
        ("&stylo %pad ^spring", All((one("brand", "stylo"), one("product", "pad"), one("campaign", "spring")))),
        ("~give", one("intent", "give")),
        ("intent=GIVE", one("intent", "give")),
        ("+solved", one("solved", value=True)),
        ("+value_added", one("value_added", value=True)),
        ("solved=no", one("solved", value=False)),
        ("solved!=true", Condition("solved", Operator.IS_NOT, value=True)),
        ("!3", one("personal", Decimal(3))),
        ("personal!=3", one("personal", Decimal(3), Operator.IS_NOT)),
        ("personal≠3", one("personal", Decimal(3), Operator.IS_NOT)),
        ("level<>3", one("personal", Decimal(3), Operator.IS_NOT)),
        ("personalness≥3", PERSONAL),
        ("score<22,5", one("score", Decimal("22.5"), Operator.LESS)),
        ("minutes>90", one("minutes", Decimal(90), Operator.MORE)),
        ("minutes≤2.5", one("minutes", Decimal("2.5"), Operator.AT_MOST)),
        ("brand=none", one("brand", None)),
        ('brand="none"', one("brand", "none")),
        ("&none", one("brand", "none")),
        ("solved=none", one("solved", None)),
        ("conversion_kind=purchase", one("conversion", "purchase")),
    ],
)
def test_what_a_text_says(text, said):
    assert parse(text) == said
    assert parse(written(said)) == said


@pytest.mark.parametrize(
    ("text", "code", "about", "column"),
    [
        ("", "where_empty", None, None),
        ("  ", "where_empty", None, None),
        ("chanel=tweet", "where_field_likely", "chanel", 1),
        ("moon=full", "where_field_unknown", "moon", 1),
        ("#ipad and tweet", "where_word_alone", "tweet", 11),
        ("#ipad channel", "where_comparison_missing", "channel", 7),
        ("personal #ipad", "where_comparison_missing", "personal", 1),
        ("channel=", "where_value_missing", "channel=", 8),
        ("channel=(", "where_value_missing", "channel=", 8),
        ("#", "where_value_missing", "#", 1),
        ('#" "', "where_value_missing", '#" "', 1),
        ("channel>tweet", "where_no_order", ">", 8),
        ("solved<yes", "where_no_order", "<", 7),
        ("solved=perhaps", "where_value_unknown", "perhaps", 8),
        ("~push", "where_value_unknown", "~push", 1),
        ("+shipped", "where_value_unknown", "+shipped", 1),
        ("audience=stranger", "where_value_unknown", "stranger", 10),
        ("personal=6", "where_number_within", "6", 10),
        ("personal=0", "where_number_within", "0", 10),
        ("personal=2.5", "where_number_within", "2.5", 10),
        ("personal=none", "where_number_within", "none", 10),
        ("score>100.5", "where_number_within", "100.5", 7),
        ("minutes>-5", "where_number", "-5", 9),
        ("minutes>NaN", "where_number", "NaN", 9),
        ("minutes>1e9", "where_number", "1e9", 9),
        ("minutes>٣", "where_number", "٣", 9),
        ("(#ipad", "where_bracket_open", "(", 1),
        ("#ipad)", "where_bracket_extra", ")", 6),
        ("#ipad and", "where_ends", "and", 10),
        ("not", "where_ends", "not", 4),
        ("or #ipad", "where_unreadable", "or", 1),
        ("#ipad and or #ink", "where_unreadable", "or", 11),
        ("#ipad = 3", "where_unreadable", "=", 7),
        ("()", "where_unreadable", ")", 2),
        ('#ipad "two', "where_quote_open", '"two', 7),
        ("x" * (MOST_SIGNS + 1), "where_too_long", None, None),
        ("(" * (MOST_DEPTH + 1) + "#ipad", "where_too_deep", None, MOST_DEPTH + 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, code, about, column):
    with pytest.raises(UserError) as refused:
        parse(text)
    assert refused.value.code == code
    assert refused.value.facts.get("text") == about
    assert refused.value.facts.get("column") == column


def test_a_proposal_goes_with_what_is_almost_right():
    with pytest.raises(UserError) as refused:
        parse("chanel=tweet")
    assert refused.value.facts["nearest"] == "channel"
    assert nearest("twitter", ["Email", "X (Twitter)"]) == "X (Twitter)"
    assert nearest("emial", ["Email", "X (Twitter)"]) == "Email"
    assert nearest("zzz", ["Email", "X (Twitter)"]) == nearest("x", []) == ""


def test_every_word_of_a_comparison_that_is_missing_can_be_written():
    for field in FIELDS:
        with pytest.raises(UserError) as refused:
            parse(field.name)
        parse(refused.value.facts["example"])


@given(expressions())
def test_what_is_written_reads_the_same(expression):
    assert parse(written(expression)) == expression


def test_a_column_is_that_of_the_value():
    assert [each.column for each in conditions(parse("brand=Stylo and #ipad"))] == [7, 17]


PIECES = [
    each.name for each in FIELDS
] + 'and or not ( ) = != >= <= > < none yes 3 2.5 @ # & % ^ ! + ~ " “ ” \\ x'.split()


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
)
@example("\\")
@example("\x1f")
@example("\x00=")
def test_no_text_raises_anything_but_a_refusal(text):
    refused = refusal(parse, text)
    if refused is None:
        assert parse(written(parse(text))) == parse(text)
    else:
        assert refused.code.startswith("where_")
        assert 1 <= refused.facts.get("column", 1) <= len(text) + 1
