"""Where people are reached in the net: e-mail addresses, @handles, and links that carry an id or an address."""

import re

import pandas as pd

from cxanalytics.privacy.step import Step

_AT = r"\s?(?:@|＠|[(\[{]\s?at\s?[)\]}])\s?"
_DOT_WORD = r"(?:\s+dot\s+|\s?[(\[{]\s?dot\s?[)\]}]\s?)"
_DOT = rf"(?:\.|{_DOT_WORD})"
_EMAIL = re.compile(
    rf"(?i)[\w.+%'-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,24}}(?![^\W_])"
    rf"|\b[\w.+-]{{2,}}\s+at\s+(?!(?:the|an|this|that|my|our|your|every)\b)[\w-]{{2,}}(?:{_DOT_WORD}[a-z]{{2,12}})+\b"
)
_ENDING = re.compile(r"(?is)(.*?)((?:\.(?:csv|tsv|txt|tab|xls\w?|jsonl?|ndjson|js|parquet|pq))*)")
_LINK = re.compile(r"(?i)\b(https?://|www\.)([^\s?#<>\"]+)([?#][^\s<>\"]*)?")
_PERSONAL_QUERY = re.compile(
    r"(?i)@|%40|(?:^|[?&#;])(?:[\w.-]*(?:mail|user|uid|customer|client|account|session|token|sid|auth|phone|order|"
    r"booking|member|ticket|pass|key|sig|guid|uuid|cid|name|ref|code|id))=|\d{6,}|[0-9a-f]{16,}"
)
_SECRET_QUERY = re.compile(r"(?i)@|%40|(?:mail|session|token|sid|auth|phone|pass|sig|secret)[\w.-]*=")
HANDLE = re.compile(r"(?<![\w@＠/\]])[@＠](?=\w*[^\W_])(\w{2,40})(?:@[\w.-]+\w)?")


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


def _mask_link(match: re.Match[str]) -> str:
    start, path, query = match.group(1), match.group(2), match.group(3) or ""
    query = "" if _PERSONAL_QUERY.search(query) else query
    return start + re.sub(r"^[^/@]*@", "", path) + query


EMAIL = Step("email", r"(?i)[@＠]|[(\[{]\s?at\s?[)\]}]|\sat\s+\S+\s*[(\[{ ]\s?dot", _EMAIL, lambda _: "[email]")
LINK = Step("link", r"[hH][tT][tT][pP]|[wW][wW][wW]\.", _LINK, _mask_link)
HANDLES = Step("handle", r"[@＠]\w", HANDLE, lambda _: "[handle]")
