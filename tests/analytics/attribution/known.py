"""Known answers handed around with the project: DP6's nine journeys, pychattr's three, PathData's table."""

from __future__ import annotations

import csv
from pathlib import Path

from roidesk.analytics.attribution import Journey, Touch

PATH_DATA = Path(__file__).parents[4] / "shared" / "samples" / "channelattribution" / "Data.csv"
# Channel: first, last, linear, position, shapley, Markov without nulls and its removal effect, with nulls and its own.
PATH_DATA_CREDIT = {
    "alpha": (6308, 8447, 7574.7186, 7444.8238, 7627.9440, 5260.0696, 0.5617, 5344.9477, 0.558399),
    "beta": (2831, 989, 2083.5001, 1969.7662, 1982.7393, 2585.4063, 0.2761, 2527.3522, 0.264039),
    "delta": (1, 5, 1.7250, 2.5867, 2.2929, 4.2587, 0.0005, 4.6136, 0.000482),
    "epsilon": (99, 531, 272.1704, 301.0502, 374.6774, 604.8315, 0.0646, 599.5707, 0.062639),
    "eta": (3164, 4167, 3539.9512, 3618.7961, 3613.6560, 3347.7659, 0.3575, 3340.8474, 0.349026),
    "gamma": (165, 92, 121.0416, 125.2409, 138.1857, 176.0281, 0.0188, 171.1454, 0.017880),
    "iota": (4606, 3355, 3857.0962, 3944.9482, 3505.0440, 3899.2462, 0.4164, 3884.6147, 0.405835),
    "kappa": (74, 230, 137.9641, 147.4596, 159.0571, 276.6511, 0.0295, 274.3633, 0.028663),
    "lambda": (902, 1207, 1035.2576, 1046.9039, 987.7821, 1295.4822, 0.1383, 1282.8472, 0.134022),
    "mi": (2, 2, 2.2222, 2.0571, 2.6667, 1.8930, 0.0002, 1.7224, 0.000180),
    "theta": (1606, 653, 1022.8014, 1092.7445, 1190.9631, 1938.8461, 0.2070, 1971.9129, 0.206010),
    "zeta": (27, 107, 136.5515, 88.6229, 199.9917, 394.5215, 0.0421, 381.0626, 0.039811),
}


def path_data(*, nulls: bool = True) -> list[Journey]:
    """Read ChannelAttribution's PathData from where it lies beside the checkout."""
    with PATH_DATA.open(encoding="utf-8") as file:
        return [
            Journey(
                tuple(Touch(name.strip()) for name in row["path"].split(">")),
                int(row["total_conversions"]),
                int(row["total_null"]) if nulls else 0,
                float(row["total_conversion_value"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def journeys(paths: str, *, conversions: int = 1, value: int = 0) -> list[Journey]:
    """Return a journey for each word, its touches separated by ">"."""
    return [Journey(tuple(Touch(name) for name in path.split(">")), conversions, value=value) for path in paths.split()]


def nine() -> list[Journey]:
    """Return the nine journeys of DP6's tests, each worth 3."""
    return journeys("A A>B A>B>C B B>A B>C>A C C>A C>B>A", value=3)


NINE_VALUE = {
    "first": (9, 9, 9),
    "last": (15, 6, 6),
    "linear": (10.5, 9, 7.5),
    "position": (11.1, 8.4, 7.5),
    "shapley": (10.5, 9, 7.5),
    "markov": (10.643154, 8.514523, 7.842324),
}
