"""Who is to blame: the user's world (`UserError`), a wish to stop (`Cancelled`), or us (any other exception).

The core knows codes and facts, never sentences: `roidesk.i18n.sentences` turns a code into one plain sentence that
says what is wrong, where, and what to do.
"""

from __future__ import annotations

STORE_CODES = ("store_", "backup_", "folder_", "app_")
"""How the codes begin of what is wrong with the store, its disk or the application rather than with what was asked."""


class UserError(Exception):
    """Something outside roidesk is not as it has to be; nothing was changed.

    `code` names the sentence, `facts` fill its places (`file`, `line`, `column`, `field`, `text`, …).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def at(self, **facts: object) -> UserError:
        """Return the same error with more facts about where it happened."""
        return UserError(self.code, **(self.facts | facts))


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The person stopped the work; nothing was changed."""
