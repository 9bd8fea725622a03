"""Dataclasses that cost nothing to declare behave as the standard ones do."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

import pytest

from roidesk.domain import frozen
from roidesk.domain.instants import Period
from roidesk.domain.model import Channel


def declared(by):
    """The same classes, declared by the standard module or by ours."""

    @by.dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        id: int
        edited: int = 0

    @by.dataclass(frozen=True, slots=True, kw_only=True)
    class Child(Base):
        name: str
        words: tuple[str, ...] = ()
        kind: ClassVar[str] = "child"

    @by.dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 0

        def __post_init__(self):
            if self.x < 0:
                raise ValueError(self.x)

        @property
        def both(self):
            return self.x + self.y

    @by.dataclass
    class Open:
        names: list[str] = by.field(default_factory=list)

    @by.dataclass(frozen=True, repr=False, eq=False)
    class Plain:
        x: int = 1

    return Child, Point, Open, Plain


@pytest.fixture(params=[dataclasses, frozen], ids=["standard", "ours"])
def kinds(request):
    return declared(request.param)


def test_values_are_made_compared_ordered_and_shown(kinds):
    child, point, _open, _plain = kinds
    one = child(id=1, name="a")
    assert (one.id, one.edited, one.words, one.kind) == (1, 0, (), "child")
    assert one == child(id=1, name="a", edited=0)
    assert one != child(id=2, name="a")
    assert one != (1, 0, "a", ())
    assert hash(one) == hash(child(id=1, name="a"))
    assert repr(one).endswith("Child(id=1, edited=0, name='a', words=())")
    assert point(1, 2) < point(2) <= point(2, 0)
    assert min(point(2), point(1, 5)).both == 6


def test_wrong_arguments_are_type_errors(kinds):
    child, point, _open, _plain = kinds
    for wrong in (lambda: child(1, "a"), lambda: child(id=1), lambda: point(1, 2, 3), lambda: point(1, z=2)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(ValueError, match="-1"):
        point(-1)


def test_frozen_values_do_not_change(kinds):
    child, point, _open, _plain = kinds
    for value, name in ((child(id=1, name="a"), "name"), (point(1), "x")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(value, name)
        assert not hasattr(value, "__dict__")


def test_what_can_be_changed_is_made_anew_for_each_and_has_no_hash(kinds):
    _child, _point, open_, plain = kinds
    first, second = open_(), open_()
    first.names.append("a")
    assert (first.names, second.names) == (["a"], [])
    with pytest.raises(TypeError):
        hash(first)
    assert plain() != plain()
    assert "object at" in repr(plain())


def test_the_standard_functions_know_them(kinds):
    child, point, _open, _plain = kinds
    one = child(id=1, name="a")
    assert [each.name for each in dataclasses.fields(child)] == ["id", "edited", "name", "words"]
    assert [each.default for each in dataclasses.fields(point)] == [dataclasses.MISSING, 0]
    assert dataclasses.replace(one, name="b") == child(id=1, name="b")
    assert dataclasses.asdict(point(1, 2)) == {"x": 1, "y": 2}
    match point(3, 4):
        case point(x, y):
            assert (x, y) == (3, 4)


def test_ours_knows_its_own():
    assert [each.name for each in frozen.fields(Channel)][:3] == ["id", "edited_us", "deleted_us"]
    period = frozen.replace(Period(date(2026, 11, 1), date(2026, 11, 2)), last=date(2026, 11, 7))
    assert period.length == 7
