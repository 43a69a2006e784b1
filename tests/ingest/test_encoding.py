"""Bytes to text, whatever they were written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.ingest.encoding import decode

TEXT = "Réponse,Ærlig,€5\nünïcode,“quoted”,l’été\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_whole_texts_survive(encoding: str, named: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.utf8.decode() == TEXT
    assert (decoded.encoding, decoded.warnings) == (named, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert decode(("plain text," * 20).encode(encoding)).utf8.decode() == "plain text," * 20


def test_a_cut_emoji_costs_one_character_not_the_encoding() -> None:
    decoded = decode("all é good ".encode() * 200 + b"\xf0\x9f\x98")
    assert decoded.encoding == "UTF-8"
    assert decoded.utf8.decode().count("�") == 1
    assert decoded.warnings == ("1 damaged character was replaced by a question mark sign.",)


def test_two_encodings_in_one_file_are_repaired_letter_by_letter() -> None:
    data = b"appr\x82ci\x82e,pour \x82change,go\x96t,d\xe9j\xe0 vu,15\x80,\x80A SERAIT,l\x92eau \x96 oui,h\x93tel"
    decoded = decode(data)
    expected = "appréciée,pour échange,goût,déjà vu,15€,ÇA SERAIT,l’eau – oui,hôtel"
    assert decoded.utf8.decode() == expected
    assert "850" in decoded.encoding
    assert "letters were repaired" in decoded.warnings[0]


def test_plain_windows_text_is_not_repaired() -> None:
    text = "“Très bien” – l’équipe… Œuvre, Šárka"
    assert decode(text.encode("cp1252")).utf8.decode() == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Номер был чистый, завтрак отличный", "cp1251"),
        ("部屋はきれいでした。朝食もおいしい", "shift-jis"),
    ],
)
def test_letters_of_an_unknown_encoding_are_doubted(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).warnings == (
        "The file's encoding is not known and its letters look wrong; save it as UTF-8 and import it again.",
    )


def test_zeros_are_taken_out() -> None:
    assert decode(b"a\x00b,c\n1,2\n").utf8 == b"ab,c\n1,2\n"


@given(st.binary(max_size=200))
def test_any_bytes_become_text(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded.utf8.decode("utf-8"), str)
    assert decoded.encoding
