"""Words are known by the words around them."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import company, features


def test_words_used_alike_are_alike_though_never_together() -> None:
    random = np.random.default_rng(0)
    filler = [f"word{n}" for n in range(300)]
    texts = []
    for name, others in (
        ("bill", "wrong charge paid"),
        ("invoice", "wrong charge paid"),
        ("driver", "rude parcel door"),
    ):
        texts += [" ".join([name, *random.permutation(others.split()), *random.choice(filler, 6)]) for _ in range(60)]
    spoken = features.said(pd.Series(texts))
    learnt = company.fit(spoken)
    assert learnt is not None
    row = {word: learnt.vectors[learnt.words.get_loc(word)] for word in ("bill", "invoice", "driver")}
    alike = {key: value / np.linalg.norm(value) for key, value in row.items()}
    assert alike["bill"] @ alike["invoice"] > alike["bill"] @ alike["driver"] + 0.2
    rows = learnt.rows(features.said(pd.Series(["wrong bill", "nothing known"])))
    assert np.linalg.norm(rows[0]) > 0.99
    assert not rows[1].any()


def test_too_few_words_nothing_learnt() -> None:
    assert company.fit(features.said(pd.Series(["late", "late again", "again"]))) is None
