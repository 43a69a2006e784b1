"""Numbers that are one person's: payment cards, IBANs, IP addresses; each proven by its own check."""

import ipaddress
import re

from cxanalytics.privacy.step import Step

_CARD = re.compile(r"(?<![\w.])[2-6](?:(?:[ -]?\d){12,18}|\d{3}(?:\.\d{4}){2}\.\d{1,7}|\d{3}\.\d{6}\.\d{4,5})(?![\w])")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{1,4}){3,8}\b")
_IP = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w]|\.\d)|(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])"
)
_PADDED = re.compile(r"(?<![\w:])(?:00(?=\d(?!\d))|0(?=\d\d(?!\d)))")  # "001", "020", not "05"
_VERSION = re.compile(
    r"(?i)\b(?:v|versions?|versión|versionen|ver|build|release|firmware|ios|android|app|software)\b[\s\w.,]{0,25}$"
)


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


CARD = Step("card", r"\d(?:[ .-]?\d){12}", _CARD, _mask_card)
IBAN = Step("iban", r"[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{4}", _IBAN, _mask_iban)
IP = Step("ip", r"\d\.\d{1,3}\.\d|[0-9A-Fa-f]:[0-9A-Fa-f:]", _IP, _mask_ip)
