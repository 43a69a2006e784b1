"""Where people are reached in the net: e-mail addresses, @handles, and links that carry an id or an address."""

import re

import pandas as pd

from cxanalytics.privacy.step import Step

_AT = r"\s?(?:@|＠|[(\[{]\s?(?:at|ät|arobase|arroba)\s?[)\]}])\s?"
_DOT = r"(?:\.|\s+dot\s+|\s?[(\[{]\s?(?:dot|punkt|point|punto)\s?[)\]}]\s?)"
_EMAIL = re.compile(
    # Behind another @ it is an account of the fediverse: a handle.
    rf"(?i)(?<![\w.+%'@＠-])[\w.+%'-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,24}}(?![^\W_])|"
    + "|".join(
        # Each language's words together: "at one point" is English.
        rf"\b[\w.+-]{{2,}}(?:{at})(?!(?:the|an|this|that|my|our|your|every)(?![\w-]))[\w-]{{2,}}"
        rf"(?:{dot}[\w-]{{2,24}}){{0,3}}{dot}[a-z]{{2,12}}\b"
        for at, dot in (
            (r"\s+at\s+", r"(?:\s+dot\s+|\s?[(\[{]\s?dot\s?[)\]}]\s?)"),
            (r"\s+(?:at|ät)\s+|\s?[(\[{]\s?(?:at|ät)\s?[)\]}]\s?", r"\s+punkt\s+"),
            (r"\s+arobase\s+|\s?[(\[{]\s?arobase\s?[)\]}]\s?", r"(?:\s+point\s+|\.)"),
            (r"\s+arroba\s+|\s?[(\[{]\s?arroba\s?[)\]}]\s?", r"(?:\s+punto\s+|\.)"),
        )
    )
)
_ENDING = re.compile(r"(?is)(.*?)((?:\.(?:csv|tsv|txt|tab|xls\w?|jsonl?|ndjson|js|parquet|pq))*)")
_LINK = re.compile(r"(?i)\b(https?://|www\.)([^\s?#<>\"]+)([?#][^\s<>\"]*)?")
_PERSONAL_QUERY = re.compile(
    r"(?i)@|%40|(?:^|[?&#;])(?:[\w.-]*(?:mail|user|uid|customer|client|account|session|token|sid|auth|phone|order|"
    r"booking|member|ticket|pass|key|sig|guid|uuid|cid|name|ref|code|id|kunden?(?:nr|nummer)?|konto|bestell\w*|auftrag\w*|"
    r"buchung\w*|rechnung\w*|commande|compte|facture|pedido|cliente|cuenta|factura|reserva))=|\d{6,}|[0-9a-f]{16,}"
)
_SECRET_QUERY = re.compile(r"(?i)@|%40|(?:mail|session|token|sid|auth|phone|pass|sig|secret)[\w.-]*=")
HANDLE = re.compile(
    r"(?<![\w@＠/\]])[@＠](?=\w*[^\W_])(\w{2,40})(?:@[\w.-]+\w)?"
    r"|(?<![\w/.])/?u/(?=[\w-]*[^\W_])([\w-]{3,20})(?![\w-])"  # as Reddit writes its accounts
)


def mask_name(file_name: str) -> str:
    """A file's name with the e-mail addresses in it masked; its ending stays."""
    stem, ending = _ENDING.fullmatch(file_name).groups()  # type: ignore[union-attr]  # it matches any name
    return _EMAIL.sub("[email]", stem) + ending


def clean_links(urls: pd.Series) -> pd.Series:
    """Addresses of posts and reviews, without query strings that carry an e-mail address or a session."""
    queries = urls.str.contains("?", regex=False) | urls.str.contains("#", regex=False)
    if not queries.any():
        return urls
    cut = urls[queries].map(lambda url: re.split(r"[?#]", url, maxsplit=1)[0] if _SECRET_QUERY.search(url) else url)
    return cut.astype("str").reindex(urls.index).fillna(urls)


def account(match: re.Match[str]) -> str:
    """The account that a match of HANDLE names, in lower case."""
    return str(match.group(1) or match.group(2)).lower()


def _mask_link(match: re.Match[str]) -> str:
    start, path, query = match.group(1), match.group(2), match.group(3) or ""
    query = "" if _PERSONAL_QUERY.search(query) else query
    return start + re.sub(r"^[^/@]*@", "", path) + query


EMAIL = Step(
    "email",
    r"(?i)[@＠]|[(\[{]\s?(?:at|ät|arobase|arroba)\s?[)\]}]|"
    r"\s(?:at|ät)\s+\S+\s*[(\[{ ]\s?(?:dot|punkt)|\s(?:arobase|arroba)\s",
    _EMAIL,
    lambda _: "[email]",
)
LINK = Step("link", r"[hH][tT][tT][pP]|[wW][wW][wW]\.", _LINK, _mask_link)
HANDLES = Step("handle", r"[@＠]\w|u/\w", HANDLE, lambda _: "[handle]")
