"""What is proposed for a part that was misread, and lines of which one part is changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.instants import from_local
from roidesk.domain.model import Channel, ChannelKind
from roidesk.domain.quickline import Role, Vocabulary, proposals, read, replaced, rewritten
from roidesk.domain.quickline.rewriting import KIND, LEVEL, TIME

ZONE = "Europe/Amsterdam"
NOW = from_local(datetime(2026, 11, 21, 14, 2), ZONE)
KNOWN = Vocabulary.of(
    Catalogue.of(
        [
            Channel(id=UUID(int=1), name="X (Twitter)"),
            Channel(id=UUID(int=2), name="Instagram"),
            ChannelKind(id=UUID(int=11), channel_id=UUID(int=1), words=("tweet",)),
            ChannelKind(id=UUID(int=12), channel_id=UUID(int=1), name="Reply", position=1),
            ChannelKind(id=UUID(int=13), channel_id=UUID(int=2), words=("instagram",)),
        ]
    )
)


def found(line: str):
    return read(line, now=NOW, zone=ZONE, known=KNOWN)


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("40mm", ("40m",)),
        ("5mn", ("5m",)),
        ("2hh", ("2h",)),
        ("1.5mins.", ()),
        ("3rd", ()),
        ("4most", ()),
        ("twet", ("tweet",)),
        ("twete", ("tweet",)),
        ("instragram", ("instagram",)),
        ("hello", ()),
        ("9.30", ("at 9:30", "9.30h")),
        ("1.5", ("1.5h",)),
        ("1h60m", ("2h",)),
        ("1h75", ("2h15",)),
        ("13:00pm", ("at 13:00",)),
        ("12am", ("at 0:00",)),
        ("25:00", ()),
        ("02/03/2026", ("2026-03-02", "2026-02-03")),
        ("31.3.26", ("2026-03-31",)),
        ("=1.240", ("=1240", "=1.24")),
        ("=purchas", ("=purchase",)),
        ('"open', ('"open"',)),
        ("!7", ("!5",)),
        ("~gve", ("~give",)),
        ("+solvd", ("+solved",)),
        ("2026", ('"2026"',)),
        ("4m", ()),
    ],
)
def test_a_misread_part_has_a_proposal_where_one_can_be_made(part, meant):
    draft = found(part)
    token = draft.tokens[0]
    if not token.problem and draft.problems:  # what is wrong with the times together
        token = token.__class__(token.text, token.column, token.end, token.role, problem=draft.problems[0])
    assert proposals(token, KNOWN) == meant


@given(st.text('0123456789:-.,hmsap=@" T+e!~#twreply', max_size=20))
def test_every_proposal_is_understood(line):
    for token in found(line).tokens:
        for text in proposals(token, KNOWN):
            changed = replaced(line, token.column - 1, token.end - 1, text)
            assert all(each.ok for each in found(text).tokens), (line, changed)


@pytest.mark.parametrize(
    ("line", "roles", "text", "changed"),
    [
        ("tweet @acme reply 4m", KIND, "instagram", "instagram @acme 4m"),
        ("tweet @acme 4m", KIND, "instagram", "instagram @acme 4m"),
        ("@acme 4m", KIND, "tweet", "@acme 4m tweet"),
        ("tweet yesterday @acme 9:30-9:50 !2", TIME, "10m", "tweet 10m @acme !2"),
        ("tweet 4m !2", LEVEL, "", "tweet 4m"),
        ("tweet 4m", LEVEL, "!4", "tweet 4m !4"),
        ("", LEVEL, "!4", "!4"),
        ('tweet 4m "a  b" !2', LEVEL, "", 'tweet 4m "a  b"'),
    ],
)
def test_one_part_is_changed_and_the_rest_stays(line, roles, text, changed):
    assert rewritten(line, found(line).tokens, roles, text) == changed


PIECES = st.lists(
    st.sampled_from([*'tweet reply @acme #a 4m 9:30-9:50 !2 yesterday word "a  b" =240'.split(" "), '"note"']),
    max_size=8,
)


@given(PIECES.map(" ".join), st.sampled_from([KIND, TIME, LEVEL]))
def test_taking_a_part_out_leaves_every_other_sign(line, roles):
    before = found(line)
    after = rewritten(line, before.tokens, roles, "")
    kept = [each.text for each in before.tokens if each.role not in roles]
    assert "".join(after.split()) == "".join("".join(kept).split())
    assert not {Role.LEVEL, Role.SCORE} & {each.role for each in found(after).tokens} or roles != LEVEL
