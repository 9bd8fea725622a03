"""Dataclasses that cost next to nothing to declare.

`dataclasses` writes and compiles six methods for every class as it is declared: for the values a line from a terminal
loads that is half of its time, and most of these methods are never called. Here `__init__` is compiled when the first
instance is made; comparing, hashing and showing are closures over the field names. To a type checker, to
`dataclasses.fields`, `replace` and `asdict`, and to a reader these are ordinary dataclasses.
Decision record 005 tells the measured difference and when to drop this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import MISSING, dataclass, field, fields, replace
else:
    from operator import attrgetter

    class _Missing:
        """Stands for "no default"."""

    MISSING = _Missing()

    class Field:
        """One declared field."""

        __slots__ = ("default", "default_factory", "name", "type")

        def __init__(self, default: object = MISSING, default_factory: object = MISSING) -> None:
            self.default = default
            self.default_factory = default_factory

    def field(*, default: object = MISSING, default_factory: object = MISSING) -> Field:
        """Declare a field with a default, or with what makes one."""
        return Field(default, default_factory)

    def fields(of: object) -> tuple[Field, ...]:
        """Return the fields of a class or instance, in order."""
        return tuple(of.__declared__.values())

    def replace(value: object, /, **changes: object) -> object:
        """Return a copy with some fields changed."""
        return type(value)(**({name: getattr(value, name) for name in value.__declared__} | changes))

    class _Standard:
        """Gives `dataclasses` its own view of the fields when it asks for it."""

        def __get__(self, _instance: object, owner: type) -> dict[str, object]:
            import dataclasses as standard

            def declared(each: Field) -> object:
                given = {name: getattr(each, name) for name in ("default", "default_factory")}
                return standard.field(**{name: value for name, value in given.items() if value is not MISSING})

            every = [(each.name, each.type, declared(each)) for each in owner.__declared__.values()]
            found = standard.make_dataclass(owner.__name__, every, kw_only=True).__dataclass_fields__
            type.__setattr__(owner, "__dataclass_fields__", found)
            return found

    def dataclass(  # noqa: PLR0913 - the options that are used of the standard one
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        order: bool = False,
        eq: bool = True,
        repr: bool = True,  # noqa: A002 - its name in the standard one
    ) -> object:
        """Declare a dataclass: the options of the standard one that are used here, meaning the same."""

        def made(cls: type) -> type:
            own = _declared(cls)
            every = {name: each for base in reversed(cls.__mro__[1:]) for name, each in _own(base).items()} | own
            space = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
            for name, each in own.items():
                if slots or each.default is MISSING:
                    space.pop(name, None)
            space |= {"__declared__": every, "__dataclass_fields__": _Standard()}
            if slots:
                inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
                space["__slots__"] = tuple(name for name in own if name not in inherited)
            methods = _methods(tuple(every), frozen=frozen, order=order, eq=eq, shows=repr)
            new = type(cls)(cls.__name__, cls.__bases__, methods | space)
            new.__qualname__ = cls.__qualname__
            if "__init__" not in space:
                new.__init__ = _first_init(new, kw_only=kw_only)
            new.__match_args__ = () if kw_only else tuple(every)
            return new

        return made if cls is None else made(cls)

    def _own(base: type) -> dict[str, Field]:
        return vars(base).get("__declared__", {})

    def _declared(cls: type) -> dict[str, Field]:
        found = {}
        for name, annotation in vars(cls).get("__annotations__", {}).items():
            if str(annotation).startswith("ClassVar"):
                continue
            given = vars(cls).get(name, MISSING)
            each = given if isinstance(given, Field) else Field(given)
            each.name, each.type = name, annotation
            found[name] = each
        return found

    def _methods(names: tuple[str, ...], *, frozen: bool, order: bool, eq: bool, shows: bool) -> dict[str, object]:
        values = attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, each) for each in names)
        found: dict[str, object] = {}
        if eq:
            found["__eq__"] = lambda self, other: (
                values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
            )
            found["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        if order:
            found |= _order(values)
        if shows:
            found["__repr__"] = lambda self: (
                f"{type(self).__qualname__}({', '.join(f'{each}={getattr(self, each)!r}' for each in names)})"
            )
        if frozen:
            found |= {"__setattr__": _frozen, "__delattr__": _frozen}
        return found

    def _order(values: object) -> dict[str, object]:
        def compared(how: str) -> object:
            def method(self: object, other: object) -> object:
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return getattr(values(self), how)(values(other))

            return method

        return {how: compared(how) for how in ("__lt__", "__le__", "__gt__", "__ge__")}

    def _frozen(self: object, name: str, *_value: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")

    def _first_init(cls: type, *, kw_only: bool) -> object:
        def first(self: object, *given: object, **named: object) -> None:
            cls.__init__ = _compiled_init(cls, kw_only=kw_only)
            cls.__init__(self, *given, **named)

        return first

    def _compiled_init(cls: type, *, kw_only: bool) -> object:
        every = cls.__declared__.values()
        space: dict[str, object] = {"_set": object.__setattr__, "_missing": MISSING}
        given, lines = [], []
        for each in every:
            value = each.name
            if each.default_factory is not MISSING:
                space[f"_make_{each.name}"] = each.default_factory
                given.append(f"{each.name}=_missing")
                value = f"_make_{each.name}() if {each.name} is _missing else {each.name}"
            elif each.default is not MISSING:
                space[f"_default_{each.name}"] = each.default
                given.append(f"{each.name}=_default_{each.name}")
            else:
                given.append(each.name)
            lines.append(f" _set(self, {each.name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        star = "*, " if kw_only and given else ""
        # As the standard one does it, with names from the class only.
        exec(f"def __init__(self, {star}{', '.join(given)}):\n" + "\n".join(lines or [" pass"]), space)  # noqa: S102
        return space["__init__"]


__all__ = ["MISSING", "dataclass", "field", "fields", "replace"]
