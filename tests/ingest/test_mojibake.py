"""Letters that were read in a wrong encoding."""

import pandas as pd
import pytest

from cxanalytics.ingest import mojibake


@pytest.mark.parametrize("text", [
    "Très déçu, le café était froid", "Grüße aus Köln, schöner Laden", "¿Cómo está? Señor, mañana",
    "It’s “fine” – really…", "Łódź jest świetna", "Отличный сервис", "👍 great 😊", "NÃO É BOM", "5 €", "Ολα καλά",
])  # fmt: skip
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_read_wrongly_comes_back(text: str, times: int) -> None:
    damaged = text
    for _ in range(times):
        damaged = "".join(
            bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
            for byte in damaged.encode("utf-8")
        )
    assert mojibake.repaired(damaged) == text


@pytest.mark.parametrize("text", [
    "Très bien, ça marche à merveille", "Â bientôt", "NÃO GOSTEI", "PÂTES À L'AIL", "åh så bra", "château…",
    "He said “â” and left", "Smörgåsbord – très bon", "ÑANDÚ", "Größe: 5€", "Émile’s café", "É“", "voilà…",
])  # fmt: skip
def test_right_letters_stay(text: str) -> None:
    assert mojibake.repaired(text) == text


def test_letters_of_an_older_encoding() -> None:
    text = pd.Series(["j'ai appr‚ci‚ l'accueil", "trŠs bien", "fin…ok", "“ok”", "Škoda"], dtype="str")
    mended, number = mojibake.old_letters(text)
    assert mended.tolist() == ["j'ai apprécié l'accueil", "très bien", "fin…ok", "“ok”", "Škoda"]
    assert number == 2


def test_one_such_letter_alone_proves_nothing() -> None:
    text = pd.Series(["er sagte‚nein", "fine"], dtype="str")
    assert mojibake.old_letters(text)[1] == 0
