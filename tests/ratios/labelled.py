"""Small tables of experiences with labels, for the tests of the correction."""

import numpy as np
import pandas as pd

CODES = {"negative": 0, "neutral": 1, "positive": 2, "mixed": 3, "elsewhere": 4}


def experiences(*cells: tuple[str, str, int, dict[str, int]]) -> pd.DataFrame:
    """A table from cells: touchpoint, the machine's class, how many, and how many labels say what.

    The labels of a cell were drawn with the same probability; every experience is another customer's.
    """
    parts = []
    for touchpoint, machine, size, labels in cells:
        said = np.repeat([CODES[name] for name in labels], list(labels.values()))
        label = np.full(size, -1)
        label[: len(said)] = said
        weight = np.where(label >= 0, size / max(len(said), 1), np.nan)
        parts.append(
            pd.DataFrame({"touchpoint": touchpoint, "machine": CODES[machine], "label": label, "weight": weight})
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(
        touchpoint=table["touchpoint"].astype("category"),
        machine=table["machine"].astype("int8"),
        label=table["label"].astype("int8"),
        positive=table["machine"].isin([2, 3]),
        negative=table["machine"].isin([0, 3]),
        corrected=False,
        person=np.arange(len(table)),
    )
