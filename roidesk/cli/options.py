"""What a command says before its verb does anything. Loaded at every command, so that it loads nothing itself."""

from __future__ import annotations

import os
from collections.abc import Sequence

from roidesk.domain.servers import is_server

LIVE = frozenset("log start stop switch status convert undo redo edit delete trash close-week quick".split())
"""Verbs that a running application carries out itself, so that its window shows at once what was done."""
LINES = frozenset("log start stop switch convert".split())
"""Verbs that are followed by a quick line."""
FLAGS = frozenset(("--json", "--quiet", "--debug", "--help", "-h", "--version"))
_OF_VERB = {"stop": frozenset(("--keep",))}
"""Flags that only one verb has, which is followed by a quick line."""
_SQLITE = "sqlite:///"


class UsageError(Exception):
    """The command is not written as it has to be (exit status 2); the text says what and how."""


class Options:
    """A command taken apart: the options any verb has, the verb (None: the window), and the words after it."""

    __slots__ = ("_flags", "store", "verb", "words")

    def __init__(self, verb: str | None, words: Sequence[str], store: str | None, flags: frozenset[str]) -> None:
        self.verb = verb
        self.words = tuple(words)
        self.store = store
        self._flags = flags

    @property
    def json(self) -> bool:
        """Whether exactly one JSON document is wanted."""
        return "--json" in self._flags

    @property
    def quiet(self) -> bool:
        """Whether only what was asked for is to be said."""
        return "--quiet" in self._flags

    @property
    def debug(self) -> bool:
        """Whether an error shows where it came from."""
        return "--debug" in self._flags

    @property
    def keep(self) -> bool:
        """Whether what nobody can have worked is to count as well."""
        return "--keep" in self._flags

    @property
    def help(self) -> bool:
        """Whether only help is wanted."""
        return not self._flags.isdisjoint(("--help", "-h"))

    @property
    def version(self) -> bool:
        """Whether only the version is wanted."""
        return "--version" in self._flags and self.verb is None

    @property
    def line(self) -> str:
        """The words as a quick line. A word with blanks was quoted for the shell: as a name, or as a note."""
        if len(self.words) == 1:
            return self.words[0]
        return " ".join(map(_requoted, self.words))


def options(argv: Sequence[str]) -> Options:
    """Take a command apart. Options that any verb has may stand before or after it; after "--" nothing is an option."""
    words: list[str] = []
    flags: set[str] = set()
    store = None
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word == "--":
            words += rest
            break
        name, given, value = word.partition("=")
        if name == "--store":
            store = _store(value if given or not rest else rest.pop(0))
        elif word in FLAGS or (words and word in _OF_VERB.get(words[0], ())):
            flags.add(word)
        else:
            words.append(word)
    verb = words[0] if words else None
    if store is None and (named := os.environ.get("ROIDESK_STORE")):
        store = _store(named)
    return Options(verb, words[1:], store, frozenset(flags))


def _store(text: str) -> str:
    """Return what `--store` names. Left empty, as by a variable of a script that was never set, it names nothing."""
    scheme, separator, _rest = text.partition("://")
    if text and (not separator or scheme == "sqlite" or is_server(text)):
        return text
    from roidesk.i18n import _

    if not text:
        raise UsageError(_("--store needs the path of a store, such as --store team.db."))
    raise UsageError(
        _("“{text}” cannot be opened: write the path of a file, or postgresql://person@server/database.").format(
            text=text
        )
    )


def path_of(store: str) -> str:
    """Return the place that `--store` names: the path of a file, also where its URL is given, or a server's URL."""
    return store.removeprefix(_SQLITE) if store.startswith(_SQLITE) else store


def _requoted(word: str) -> str:
    if not any(sign.isspace() for sign in word) or '"' in word:
        return word
    return f'{word[0]}"{word[1:]}"' if word[0] in "@#&%^" else f'"{word}"'
