"""Google's translations: the customer's own words are taken out of the pair that Google writes into a cell."""

import re

import pandas as pd

_BY_GOOGLE = (
    r"\((?:Translated by Google|Traduit par Google|Übersetzt von Google|Traducido por Google|Traducción de Google|"
    r"Tradotto da Google|Traduzido pelo Google|Tradução do Google|Vertaald door Google)\)"
)
_ORIGINAL = r"\((?:Original|Originale|Origineel|Originalsprache|Originaltext|Avis d'origine|Texte d'origine)\)"
_TRANSLATED_FIRST = re.compile(rf"(?is)^\s*{_BY_GOOGLE}.*?{_ORIGINAL}\s*")
_ORIGINAL_FIRST = re.compile(rf"(?is)(?<=\S)\s*{_BY_GOOGLE}.*$")
_TRANSLATED_ALONE = re.compile(rf"(?i)^\s*{_BY_GOOGLE}\s*")


def original(column: pd.Series) -> pd.Series:
    """The texts without Google's translation; where the original is missing, the translation without its mark."""
    text = column.str.replace(_TRANSLATED_FIRST, "", regex=True)
    text = text.str.replace(_ORIGINAL_FIRST, "", regex=True)
    return text.str.replace(_TRANSLATED_ALONE, "", regex=True)
