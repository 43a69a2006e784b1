"""Labels as words and as numbers."""

import pandas as pd

from cxanalytics.audit import codes


def test_labels_have_their_numbers_and_unsure_has_none() -> None:
    assert codes.codes(codes.LABELS).tolist() == [0, 1, 2, 3, 4, -1]


def test_the_machines_class_follows_from_what_is_counted_where_it_is_not_said() -> None:
    flags = pd.DataFrame({"positive": [False, False, True, True], "negative": [True, False, False, True]})
    assert codes.machine(flags).tolist() == [0, 1, 2, 3]
    assert codes.machine(flags.assign(machine=[2, 2, 2, 2])).tolist() == [2, 2, 2, 2]
