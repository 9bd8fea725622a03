"""Whether time moves with return, and how sure that is (analytics.md 4): associations, never effects.

`lagged_association` and `Evidence` are part of the contract (contract.md 4).
"""

from __future__ import annotations

from roidesk.analytics.evidence.association import Evidence, Known, Lagged, lagged_association
from roidesk.analytics.evidence.correlation import best, correlations
from roidesk.analytics.evidence.flags import Flag, sales_may_lead
from roidesk.analytics.evidence.ladder import Verdict, verdict
from roidesk.analytics.evidence.multiplicity import benjamini_hochberg, holm
from roidesk.analytics.evidence.regression import Fit, durbin_watson, newey_west_lags, ols
from roidesk.analytics.evidence.strata import Stratified, Table, stratified

__all__ = [
    "Evidence",
    "Fit",
    "Flag",
    "Known",
    "Lagged",
    "Stratified",
    "Table",
    "Verdict",
    "benjamini_hochberg",
    "best",
    "correlations",
    "durbin_watson",
    "holm",
    "lagged_association",
    "newey_west_lags",
    "ols",
    "sales_may_lead",
    "stratified",
    "verdict",
]
