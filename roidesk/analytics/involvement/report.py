"""Return on involvement: what we gave and asked, helped and solved, and what came back beside sales (analytics.md 6.4).

No single index is made of it: weights would be invented. Nothing in it is a part of the return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roidesk.analytics.involvement.buyers import Compared
from roidesk.analytics.involvement.followers import Followers
from roidesk.analytics.involvement.giving import Approach, Giving
from roidesk.analytics.involvement.helping import Helping
from roidesk.analytics.involvement.unfollowing import Unfollowing
from roidesk.analytics.involvement.voices import Praised
from roidesk.analytics.query import heading
from roidesk.analytics.returns.proof import Proof, Proven
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel: what was given and asked there, and who follows it (None: nothing is recorded)."""

    key: str
    giving: Giving
    followers: Followers | None

    def as_json(self) -> dict[str, object]:
        """Return the row with its key."""
        followers = {} if self.followers is None else self.followers.as_json()
        return {"key": self.key} | self.giving.as_json() | followers


@dataclass(frozen=True, slots=True)
class Involvement:
    """The panel of a period. `touched_bought`: of the contacts touched, those that bought after it.

    `proven`: sales by what ties them to us.
    `sentiment_by_hour` is by the hour of the week ("mon 09"); `sources`: how many conversions named each source.
    """

    period: Period
    zone: str
    as_of: int
    currency: str
    giving: Giving
    approach: Approach
    helping: Helping
    touched_bought: Figure
    helped: Compared
    commenters: Compared
    followers: Followers
    unfollowing: Unfollowing
    sentiment: Figure
    sentiment_by_hour: Mapping[str, Figure]
    proven: Mapping[Proof, Proven]
    praise: Praised
    sources: Mapping[str, int]
    channels: tuple[ChannelRow, ...]

    def as_json(self) -> dict[str, object]:
        """Return the panel as contract.md 3.3 writes it."""
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            **self.giving.as_json(),
            **self.approach.as_json(),
            **self.helping.as_json(),
            "touched_bought": self.touched_bought.as_json(),
            **self.followers.as_json(),
            "asking_and_unfollowing": self.unfollowing.as_json(),
            "helped_bought": self.helped.as_json("helped"),
            "commenters_bought": self.commenters.as_json("commenters"),
            "sales_by_proof": [{"key": str(which)} | found.as_json() for which, found in self.proven.items()],
            "sentiment": {
                "mean": self.sentiment.as_json(),
                "hours": [{"key": key, "mean": mean.as_json()} for key, mean in self.sentiment_by_hour.items()],
            },
            "praise": self.praise.as_json()
            | {
                "sources": [
                    {"key": source, "conversions": Figure(count, "count", count).as_json()}
                    for source, count in self.sources.items()
                ]
            },
            "channels": [row.as_json() for row in self.channels],
        }
