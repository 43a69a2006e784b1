"""Words in headers."""

import pytest

from cxanalytics.ingest import headers
from cxanalytics.ingest.dictionary import EXACT
from cxanalytics.roles import ROLES


@pytest.mark.parametrize(
    ("name", "words"),
    [("userName", "user name"), ("User_Name", "user name"), ("Review Created (UTC)", "review created utc"),
     ("\u00a0Prêt(e) ?", "pret e"), ("im:rating", "im rating"), ("#", "#"), ("NPSScore", "npsscore")],
)  # fmt: skip
def test_headers_as_plain_words(name: str, words: str) -> None:
    assert headers.clean(name) == words


def test_the_dictionary_speaks_of_roles_in_plain_words() -> None:
    assert set(EXACT) <= set(ROLES)
    names = [name for listed in EXACT.values() for name in listed]
    assert [name for name in names if headers.clean(name) != name] == []
    assert len(names) > 250


@pytest.mark.parametrize(
    ("header", "rank"),
    [("overall score", 0), ("nps", 1), ("would you recommend us", 1), ("star rating", 2), ("satisfaction", 3),
     ("how satisfied were you", 3), ("ces", 4), ("comment", None), ("generating", None)],
)  # fmt: skip
def test_rating_headers(header: str, rank: int | None) -> None:
    assert headers.rating_rank(header) == rank


@pytest.mark.parametrize("header", ["first name", "ip address", "location latitude", "mobile phone",
"zip code",
                                    "twitter bio", "date of birth", "user location"])  # fmt: skip
def test_personal_headers(header: str) -> None:
    assert headers.is_personal(header)


@pytest.mark.parametrize("header", ["location name", "comment", "product name", "club s name", "store", "shipping"])
def test_headers_that_are_not_personal(header: str) -> None:
    assert not headers.is_personal(header)


@pytest.mark.parametrize("header", ["reply content", "developer response", "company public response",
"agent notes",
                                    "internal note", "owner response", "status message"])  # fmt: skip
def test_the_company_speaks(header: str) -> None:
    assert headers.is_reply(header)


@pytest.mark.parametrize("header", ["response", "agent", "comment", "in reply to status id", "response id"])
def test_the_company_does_not_speak(header: str) -> None:
    assert not headers.is_reply(header)


@pytest.mark.parametrize(
    ("found", "kind"),
    [(["tweet id", "text"], "social"), (["ticket id", "subject"], "support"), (["stars", "review"], "review"),
     (["nps", "comment"], "survey"), (["how was your stay with us"], "survey"), (["a", "b"], "other")],
)  # fmt: skip
def test_kinds(found: list[str], kind: str) -> None:
    assert headers.kind(found) == kind


@pytest.mark.parametrize(
    ("found", "code"),
    [(["horodateur", "marque"], "fr"), (["zeitstempel", "bewertung"], "de"), (["marca temporal"], "es"),
     (["timestamp", "comment"], ""), (["xyz"], "")],
)  # fmt: skip
def test_languages_of_headers(found: list[str], code: str) -> None:
    assert headers.language(found) == code
