"""Google's translations beside the customers' own words."""

import pandas as pd

from cxanalytics.ingest.formats.reviews import translations


def test_originals() -> None:
    cells = pd.Series([
        "(Translated by Google) Very kind\n\n(Original)\nMuy amable", "Files froids\n\n(Translated by Google)\nCold",
        "(Traduit par Google) Bonne adresse\n\n(Avis d'origine)\nNice place", "(Translated by Google) Very kind",
        "Nothing to translate", "",
    ])  # fmt: skip
    assert translations.original(cells).tolist() == [
        "Muy amable", "Files froids", "Nice place", "Very kind", "Nothing to translate", "",
    ]  # fmt: skip
