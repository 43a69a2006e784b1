"""What people can say of an experience, in words and as the numbers that tables hold."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

POLARITIES = ("negative", "neutral", "positive", "mixed")  # codes 0 to 3, the machine's and people's
ELSEWHERE = "elsewhere"  # code 4: the comment does not speak of this touchpoint
UNSURE = "unsure"  # no label: the person could not tell
NONE = -1

LABELS = (*POLARITIES, ELSEWHERE, UNSURE)

Codes = npt.NDArray[np.int8]


def codes(labels: Iterable[str]) -> Codes:
    """The number of each label: 0 negative, 1 neutral, 2 positive, 3 mixed, 4 elsewhere; -1 for all else."""
    number = {name: code for code, name in enumerate((*POLARITIES, ELSEWHERE))}
    return np.array([number.get(label, NONE) for label in labels], np.int8)


def machine(experiences: pd.DataFrame) -> Codes:
    """The machine's class of each experience: the column `machine`, else what positive and negative tell."""
    if "machine" in experiences:
        return experiences["machine"].to_numpy(np.int8)
    positive = experiences["positive"].to_numpy(np.bool_)
    negative = experiences["negative"].to_numpy(np.bool_)
    return np.select([positive & negative, positive, negative], [3, 2, 0], 1).astype(np.int8)
