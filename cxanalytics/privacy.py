"""What protects people before anything is stored: personal data in texts is masked, ids become salted hashes.

Masked: e-mail addresses, telephone numbers, payment cards, IBANs, IP addresses, @handles of private people, and
query strings of links that carry an id or an address. Names and postal addresses inside a text are not found.
"""

import hashlib
import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping

import pandas as pd

_EMAIL = re.compile(
    r"(?i)[\w.+%'-]+\s?(?:@|＠|\(at\)|\[at\]|\{at\})\s?[\w-]+(?:(?:\.|\(dot\)|\[dot\])[\w-]+)*(?:\.|\(dot\)|\[dot\])[a-z]{2,24}\b"
    r"|\b[\w.+-]{2,}\s+at\s+[\w-]{2,}(?:\s+dot\s+[a-z]{2,12})+\b"
)
_LINK = re.compile(r"(?i)\b(https?://|www\.)([^\s?#<>\"]+)([?#][^\s<>\"]*)?")
_PERSONAL_QUERY = re.compile(
    r"(?i)@|%40|(?:^|[?&#;])(?:[\w.-]*(?:mail|user|uid|customer|client|account|session|token|sid|auth|phone|order|"
    r"booking|member|ticket|pass|key|sig|guid|uuid|cid|name|ref|code|id))=|\d{6,}|[0-9a-f]{16,}"
)
_SECRET_QUERY = re.compile(r"(?i)@|%40|(?:mail|session|token|sid|auth|phone|pass|sig|secret)[\w.-]*=")
_CARD = re.compile(r"(?<![\w.])[2-6](?:[ -]?\d){12,18}(?![\w])")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{1,4}){3,8}\b")
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_VERSION = re.compile(
    r"(?i)\b(?:v|version|versions|ver|build|release|firmware|ios|android|app|software)\.?\s*$"
)
_HANDLE = re.compile(r"(?<![\w@＠/.\]])[@＠](?=\w*[^\W_])(\w{2,40})(?:@[\w.-]+\w)?")
_PHONE = re.compile(
    r"(?<![\w.,/#€$£+-])(?:(?:\+|00)\s?\d{1,3}[\s.\-/]*)?(?:\(\d{1,5}\)[\s.\-/]*)?\d{1,15}"
    r"(?:(?:[ .\-/\u00a0\u2011]|[ ]?[-–][ ]?)\(?\d{1,5}\)?){0,6}(?![\w]|[.,:/-]\d)"
)
_CALLING = re.compile(
    r"(?i)(?:\b(?:call(?:ed|ing)?|phoned?|phoning|tel(?:ephone)?|mobile|mob|cell(?:phone)?|ring|rang|text(?:ed)?|sms|whatsapp|fax|"
    r"reach(?:ed)?(?: me)?|contact(?: me)?|dial(?:led|ed)?|hotline|helpline|telefon|handy|anrufen|appel\w*|joindre|portable|"
    r"llam\w+|teléfono|móvil)\b|\bnumber\b)[^\d\n]{0,25}$|[☎📞📱]\s*$"
)
_NOT_CALLING = re.compile(
    r"(?i)\b(?:order|ticket|case|ref(?:erence)?|invoice|booking|reservation|tracking|account|policy|claim|serial|sku|"
    r"isbn|item|article|product|model|confirmation|transaction|parcel|flight|customer|member(?:ship)?|id|no|nr)\b"
    r"[^\d\n]{0,14}$|[#№]\s*$"
)
_DATE_OR_TIME = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\s+\d{1,2})?|\d{1,2}[./-]\d{4}|(?:19|20)\d{2}\s?[-/ ]\s?(?:19|20)?\d{2}|"
    r"\d{4}-\d{2}-\d{2}.*"
)
# Where national numbers are written with a leading zero, and where without.
_ZERO_REGIONS = ("GB", "FR", "DE", "IT", "NL", "BE", "CH", "AT", "IE", "AU", "SE", "JP", "KR", "ZA", "NG")
_PLAIN_REGIONS = ("US", "ES", "PT", "PL", "IN", "DK", "NO", "BR", "MX", "SG", "HK")
_MASKS = ("email", "link", "card", "iban", "ip", "phone", "handle")
_PUBLIC_SHARE, _PUBLIC_LEAST = 0.01, 5


def redact(texts: pd.Series, public: Collection[str] | None = None) -> tuple[pd.Series, dict[str, int]]:
    """The texts with personal data masked, and how often each kind was, over all rows.

    Masks read "[email]", "[phone]", "[card]", "[iban]", "[ip]", "[handle]"; of a link only a query string that
    carries an id or an address is cut ("link"). `public` are the accounts (without @, any case) whose handle stays;
    by default those of `public_handles(texts)`. Missing stays missing; the index stays.
    """
    codes, different = pd.factorize(texts, use_na_sentinel=True)
    cells = pd.Series(different, dtype="str")
    weights = pd.Series(codes[codes >= 0]).value_counts()
    kept = {name.lower() for name in (public_handles(texts) if public is None else public)}
    counts: dict[str, int] = {}
    for kind, sign, mask in _STEPS:
        hit = cells.str.contains(sign, regex=True)
        if not hit.any():
            continue
        tally: dict[int, int] = {}
        masked = [_masked(text, kind, mask, kept) for text in cells[hit]]
        positions = cells.index[hit]
        tally = {int(p): n for p, (_, n) in zip(positions, masked, strict=True) if n}
        if tally:
            changed = pd.Series([text for text, _ in masked], index=positions, dtype="str")
            cells = changed.reindex(cells.index).fillna(cells)
            counts[kind] = int(sum(n * weights[p] for p, n in tally.items()))
    result = cells.reindex(codes).set_axis(texts.index)
    return result.astype("str"), counts


def public_handles(texts: pd.Series) -> tuple[str, ...]:
    """The accounts spoken to in public, most frequent first: at least 1 % of the texts, and 5 of them, address each.

    A brand is addressed by many, a private person by few.
    """
    filled = texts[texts.notna() & (texts != "")]
    spoken = filled[filled.str.contains("[@＠]", regex=True)]
    seen: Counter[str] = Counter()
    for text in spoken:
        seen.update({name.lower() for name in _HANDLE.findall(text)})
    least = max(_PUBLIC_LEAST, _PUBLIC_SHARE * len(filled))
    return tuple(name for name, times in seen.most_common() if times >= least)


def hash_ids(values: pd.Series, salt: bytes) -> pd.Series:
    """Ids as 16 hex digits that nobody can turn back without the salt; the same id and salt give the same hash.

    Blank and missing values come back missing. The keyed hash is BLAKE2b (RFC 7693) of 8 bytes.
    """
    codes, different = pd.factorize(values.astype("str").str.strip().replace("", None))
    key = salt if len(salt) <= 64 else hashlib.blake2b(salt).digest()
    hashed = [hashlib.blake2b(value.encode(), digest_size=8, key=key).hexdigest() for value in different]
    return pd.Series(hashed, dtype="str").reindex(codes).set_axis(values.index)


def clean_links(urls: pd.Series) -> pd.Series:
    """Addresses of posts and reviews, without query strings that carry an e-mail address, a session or a key."""
    queries = urls.str.contains("?", regex=False) | urls.str.contains("#", regex=False)
    if not queries.any():
        return urls
    cut = urls[queries].map(
        lambda url: re.split(r"[?#]", url, maxsplit=1)[0] if _SECRET_QUERY.search(url) else url
    )
    return cut.astype("str").reindex(urls.index).fillna(urls)


def _masked(
    text: str, kind: str, mask: Callable[[re.Match[str]], str], kept: Collection[str]
) -> tuple[str, int]:
    times = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal times
        if kind == "handle" and match.group(1).lower() in kept:
            return match.group()
        new = mask(match)
        times += new != match.group()
        return new

    return _PATTERNS[kind].sub(replace, text) if kind != "ip" else _mask_ips(text, replace), times


def _mask_ips(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    return _IP6.sub(replace, _IP4.sub(replace, text))


def _mask_link(match: re.Match[str]) -> str:
    start, path, query = match.group(1), match.group(2), match.group(3) or ""
    query = "" if _PERSONAL_QUERY.search(query) else query
    return start + re.sub(r"^[^/@]*@", "", path) + query


def _mask_card(match: re.Match[str]) -> str:
    from stdnum import luhn

    digits = re.sub(r"\D", "", match.group())
    return (
        "[card]"
        if 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn.is_valid(digits)
        else match.group()
    )


def _mask_iban(match: re.Match[str]) -> str:
    from stdnum import iban

    # The pattern may have run on into the next words: the longest beginning that is an IBAN counts.
    found = match.group()
    ends = [piece.start() for piece in re.finditer(r"[ -]", found)][::-1]
    for end in (len(found), *ends):
        if iban.is_valid(found[:end].replace("-", "")):
            return "[iban]" + found[end:]
    return found


def _mask_ip(match: re.Match[str]) -> str:
    found = match.group()
    before = match.string[: match.start()]
    try:
        address = ipaddress.ip_address(found.split("/")[0])
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
    calling = _CALLING.search(before) is not None
    if not calling and _NOT_CALLING.search(before):
        return match.group()
    return match.group().replace(found, "[phone]") if _is_phone(found, digits, calling) else match.group()


def _is_phone(found: str, digits: str, calling: bool) -> bool:
    parted = len(re.findall(r"\d+", found)) > 1
    if found.startswith("+") or digits.startswith("00"):
        return _valid("+" + digits.removeprefix("00"), (None,)) or calling
    if calling and len(digits) >= 7:
        return True
    if digits.startswith("0"):
        return len(digits) >= 9 + (not parted) and found.count("/") < 2 and _valid(digits, _ZERO_REGIONS)
    if len(digits) == 7:
        return re.fullmatch(r"555-\d{4}", found) is not None
    if not parted:
        return len(digits) in (10, 11) and _valid(digits, ("US", "IN"))
    return len(digits) >= 9 and _evenly_parted(found) and _valid(digits, _PLAIN_REGIONS)


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
        if phonenumbers.is_valid_number(parsed) or (
            region is None and phonenumbers.is_possible_number(parsed)
        ):
            return True
    return False


_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "email": _EMAIL, "link": _LINK, "card": _CARD, "iban": _IBAN, "phone": _PHONE, "handle": _HANDLE,
}  # fmt: skip

# Kind, a cheap sign that a text may hold it (searched in the whole column at once), and the closer look.
_STEPS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("email", r"[@＠]|(?i:[(\[{]at[)\]}])|(?i: at \S+ dot )", lambda _: "[email]"),
    ("link", r"(?i:https?://|www\.)", _mask_link),
    ("iban", r"[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{4}", _mask_iban),
    ("card", r"\d(?:[ -]?\d){12}", _mask_card),
    ("ip", r"\d\.\d{1,3}\.\d|[0-9A-Fa-f]:[0-9A-Fa-f:]", _mask_ip),
    ("phone", r"\d(?:[\s().\-/]{0,3}\d){6}", _mask_phone),
    ("handle", r"[@＠]\w", lambda _: "[handle]"),
)
