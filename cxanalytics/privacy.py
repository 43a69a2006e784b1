"""What protects people before anything is stored: personal data in texts is masked, ids become salted hashes.

Masked: e-mail addresses, telephone numbers, payment cards, IBANs, IP addresses, @handles of private people,
and query strings of links that carry an id or an address. Names and postal addresses inside a text are
not found.
"""

import hashlib
import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

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
_CARD = re.compile(r"(?<![\w.])[2-6](?:(?:[ -]?\d){12,18}|\d{3}(?:\.\d{4}){2}\.\d{1,7}|\d{3}\.\d{6}\.\d{4,5})(?![\w])")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{1,4}){3,8}\b")
_IP = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w]|\.\d)|(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])"
)
_PADDED = re.compile(r"(?<![\w:])(?:00(?=\d(?!\d))|0(?=\d\d(?!\d)))")  # "001", "020", not "05"
_VERSION = re.compile(
    r"(?i)\b(?:v|version|versions|ver|build|release|firmware|ios|android|app|software)\b[\s\w.,]{0,25}$"
)
_HANDLE = re.compile(r"(?<![\w@＠/\]])[@＠](?=\w*[^\W_])(\w{2,40})(?:@[\w.-]+\w)?")
_PHONE = re.compile(
    r"(?<![\w.,/#€$£+-])(?:(?:\+|00)\s?\d{1,3}[\s.\-/]*)?(?:\(\d{1,5}\)[\s.\-/]*)?\d{1,15}"
    r"(?:(?:[ .\-/\u00a0\u2011]|[ ]?[-–][ ]?)\(?\d{1,11}\)?){0,6}(?![\w]|[.,:/-]\d)"
)
_CALLING = re.compile(
    r"(?i)(?:\b(?:call(?:ed|ing)?|phoned?|phoning|tel(?:ephone)?|mobile|mob|cell(?:phone)?|ring|rang|text(?:ed)?|"
    r"sms|whatsapp|fax|reach(?:ed)?(?: me)?|contact(?: me)?|dial(?:led|ed)?|hotline|helpline|telefon|handy|"
    r"anrufen|appel\w*|joindre|portable|llam\w+|teléfono|móvil)\b|"
    r"\b(?:my|this|phone|mobile|our|his|her) number\b)[^\d\n]{0,25}$|[☎📞📱]\s*$"
)
_NOT_CALLING = re.compile(
    r"(?i)\b(?:order|ticket|case|ref(?:erence)?|invoice|booking|reservation|tracking|account|policy|claim|"
    r"serial|sku|isbn|item|article|product|model|confirmation|transaction|parcel|flight|customer|"
    r"member(?:ship)?|id|no|nr)\b[^\d\n]{0,14}$|[#№]\s*$"
)
_DATE_OR_TIME = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\s+\d{1,2})?|\d{1,2}[./-]\d{4}|"
    r"(?:19|20)\d{2}\s?[-/ ]\s?(?:19|20)?\d{2}|\d{4}-\d{2}-\d{2}.*"
)
# Where national numbers are written with a leading zero, and where without.
_ZERO_REGIONS = ("GB", "FR", "DE", "IT", "NL", "BE", "CH", "AT", "IE", "AU", "SE", "JP", "KR", "ZA", "NG")
_PLAIN_REGIONS = ("US", "ES", "PT", "PL", "IN", "DK", "NO", "BR", "MX", "SG", "HK")
_PUBLIC_SHARE, _PUBLIC_LEAST = 0.05, 5


@dataclass(frozen=True)
class _Step:
    """One kind of data: a cheap sign that a text may hold it, the closer look, and what it becomes."""

    kind: str
    sign: str
    pattern: re.Pattern[str]
    mask: Callable[[re.Match[str]], str]


def redact(
    texts: pd.Series, public: Collection[str] | None = None, kinds: Collection[str] | None = None
) -> tuple[pd.Series, dict[str, int]]:
    """The texts with personal data masked, and how often each kind was, over all rows.

    Masks read "[email]", "[phone]", "[card]", "[iban]", "[ip]", "[handle]"; of a link only a query string
    that carries an id or an address is cut ("link"). `public` are the accounts (without @, any case) whose
    handle stays; by default those of `public_handles(texts)`. `kinds` are those looked for, all by default.
    Missing stays missing; the index stays.
    """
    codes, different = pd.factorize(texts)
    cells = pd.Series(different, dtype="str")
    weights = np.bincount(codes[codes >= 0], minlength=len(cells))
    kept = {name.lower() for name in (public_handles(texts) if public is None else public)}
    counts: dict[str, int] = {}
    for step in _STEPS:
        if kinds is not None and step.kind not in kinds:
            continue
        where = np.flatnonzero(_shows(cells, step.sign))
        masked = [_masked(text, step, kept) for text in cells.iloc[where]]
        times = np.array([number for _, number in masked], dtype="int64")
        if times.any():
            cells = _replaced(cells, where, [text for text, _ in masked])
            counts[step.kind] = int((times * weights[where]).sum())
    result = cells.reindex(codes).set_axis(texts.index)
    return result.astype("str"), counts


def public_handles(texts: pd.Series) -> tuple[str, ...]:
    """The accounts that at least 5 % of the texts, and 5 of them, address; the most frequent first.

    A brand is addressed throughout a file of mentions. A friend is named now and then: even those whom
    somebody's own posts address most stand in 1 to 2 % of them.
    """
    filled = texts[texts.notna() & (texts != "")]
    spoken = filled[_shows(filled, "[@＠]")]
    seen: Counter[str] = Counter()
    for text in spoken:
        seen.update({name.lower() for name in _HANDLE.findall(text)})
    least = max(_PUBLIC_LEAST, _PUBLIC_SHARE * len(filled))
    return tuple(name for name, times in seen.most_common() if times >= least)


def hash_ids(values: pd.Series, salt: bytes) -> pd.Series:
    """Ids as 16 hex digits that nobody can turn back without the salt; same id and salt, same hash.

    Blank and missing values come back missing.
    """
    codes, different = pd.factorize(values.astype("str").str.strip().replace("", None))
    return pd.Series(digests(different, salt), dtype="str").reindex(codes).set_axis(values.index)


def digests(values: Iterable[str], salt: bytes) -> list[str]:
    """A keyed hash of each text: BLAKE2b (RFC 7693) of 8 bytes, as 16 hex digits."""
    key = salt if len(salt) <= 64 else hashlib.blake2b(salt).digest()
    return [hashlib.blake2b(value.encode(), digest_size=8, key=key).hexdigest() for value in values]


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


def _shows(cells: pd.Series, sign: str) -> npt.NDArray[np.bool_]:
    """Which texts match, by Arrow's linear-time expressions: the whole column in one call."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.match_substring_regex(pa.array(cells, type=pa.large_string(), from_pandas=True), sign)
    matches: npt.NDArray[np.bool_] = found.fill_null(False).to_numpy(zero_copy_only=False)
    return matches


def _replaced(cells: pd.Series, where: npt.NDArray[np.intp], new: list[str]) -> pd.Series:
    changed = cells.to_numpy(dtype="object").copy()
    changed[where] = new
    return pd.Series(changed, dtype="str")


def _masked(text: str, step: _Step, kept: Collection[str]) -> tuple[str, int]:
    """The text with one kind of data masked, and how many were."""
    times = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal times
        if step.kind == "handle" and match.group(1).lower() in kept:
            return match.group()
        new = step.mask(match)
        times += new != match.group()
        return new

    return step.pattern.sub(replace, text), times


def _mask_link(match: re.Match[str]) -> str:
    start, path, query = match.group(1), match.group(2), match.group(3) or ""
    query = "" if _PERSONAL_QUERY.search(query) else query
    return start + re.sub(r"^[^/@]*@", "", path) + query


def _mask_card(match: re.Match[str]) -> str:
    from stdnum import luhn

    digits = re.sub(r"\D", "", match.group())
    return "[card]" if 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn.is_valid(digits) else match.group()


def _mask_iban(match: re.Match[str]) -> str:
    from stdnum import iban

    # The pattern may have run on into the next words: the longest beginning that is an IBAN counts.
    found = match.group()
    ends = [piece.start() for piece in re.finditer(r"[ -]", found)][::-1]
    for end in (len(found), *ends):
        if iban.is_valid(found[:end].replace("-", ""), check_country=False):
            return "[iban]" + found[end:]
    return found


def _mask_ip(match: re.Match[str]) -> str:
    found = match.group()
    before = match.string[: match.start()]
    try:
        address = ipaddress.ip_address(_PADDED.sub("", found.split("/")[0]))
    except ValueError:
        return found
    if address.version == 4 and _VERSION.search(before):
        return found
    short = address.version == 6 and sum(bool(group) for group in found.split(":")) < 3
    return found if short else "[ip]"


def _mask_phone(match: re.Match[str]) -> str:
    found = match.group().strip()
    digits = re.sub(r"\D", "", found)
    if not 7 <= len(digits) <= 15 or _DATE_OR_TIME.fullmatch(found):
        return match.group()
    before = match.string[: match.start()]
    called, numbered = _CALLING.search(before), _NOT_CALLING.search(before)
    calling = called is not None and (numbered is None or called.start() > numbered.start())
    if numbered and not calling:
        return match.group()
    return match.group().replace(found, "[phone]") if _is_phone(found, digits, calling) else match.group()


def _is_phone(found: str, digits: str, calling: bool) -> bool:
    if found.startswith("+") or digits.startswith("00"):
        return calling or _valid("+" + digits.removeprefix("00"), (None,))
    if calling or re.fullmatch(r"555-\d{4}", found):
        return True
    parted = len(re.findall(r"\d+", found)) > 1
    if digits.startswith("0"):
        plain = (parted and len(digits) in (10, 11)) or _valid(digits, _ZERO_REGIONS)
        least = 8 if found.startswith("(") else 9 if parted else 10
        return plain and len(digits) >= least and found.count("/") < 2
    if not parted:
        return len(digits) in (10, 11) and _valid(digits, ("US", "IN"))
    pairs = re.fullmatch(r"\d{2}(?: \d{2}){3}", found) is not None  # as in Norway and Denmark
    return (pairs or (len(digits) >= 9 and _evenly_parted(found))) and _valid(digits, _PLAIN_REGIONS)


def _evenly_parted(found: str) -> bool:
    """Groups as people write telephone numbers, not a row of prices or amounts."""
    groups = re.findall(r"\d+", found)
    if re.fullmatch(r"\d{5}-\d{4}", found):  # a US postal code
        return False
    return all(2 <= len(group) <= 5 for group in groups[1:]) and len(set(re.findall(r"[.\-/]", found))) <= 1


def _valid(number: str, regions: Collection[str | None]) -> bool:
    import phonenumbers

    for region in regions:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed) or (region is None and phonenumbers.is_possible_number(parsed)):
            return True
    return False


_STEPS = (
    _Step("email", r"(?i)[@＠]|[(\[{]\s?at\s?[)\]}]|\sat\s+\S+\s*[(\[{ ]\s?dot", _EMAIL, lambda _: "[email]"),
    _Step("link", r"[hH][tT][tT][pP]|[wW][wW][wW]\.", _LINK, _mask_link),
    _Step("iban", r"[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{4}", _IBAN, _mask_iban),
    _Step("card", r"\d(?:[ .-]?\d){12}", _CARD, _mask_card),
    _Step("ip", r"\d\.\d{1,3}\.\d|[0-9A-Fa-f]:[0-9A-Fa-f:]", _IP, _mask_ip),
    _Step("phone", r"\d(?:[\s().\-/\x{2011}\x{2013}\x{a0}]{0,3}\d){6}", _PHONE, _mask_phone),
    _Step("handle", r"[@＠]\w", _HANDLE, lambda _: "[handle]"),
)
