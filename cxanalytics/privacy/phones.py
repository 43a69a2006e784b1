"""Telephone numbers, as people of many countries write them; other rows of digits are left alone."""

import re
from collections.abc import Collection

from cxanalytics.privacy.step import Step

_PHONE = re.compile(
    r"(?<![\w.,/#€$£+-])(?:(?:\+|00)\s?\d{1,3}[\s.\-/]*)?(?:\(\d{1,5}\)[\s.\-/]*)?\d{1,15}"
    r"(?:(?:[ .\-/\u00a0\u2011]|[ ]?[-–/][ ]?)\(?\d{1,11}\)?){0,6}(?![\w]|[.,:/-]\d)"
)
_CALLING = re.compile(
    r"(?i)(?:\b(?:call(?:ed|ing)?|phoned?|phoning|tel(?:ephone)?|mobile|mob|cell(?:phone)?|ring|rang|text(?:ed)?|"
    r"sms|whatsapp|fax|reach(?:ed)?(?: me)?|contact(?: me)?|dial(?:led|ed)?|hotline|helpline|telefon\w*|handy\w*|"
    r"anrufen|rufnummer|rückruf|erreichbar unter|durchwahl|appel\w*|rappel\w*|joindre|joignable|portable|téléphone|"
    r"llam\w+|llám\w+|teléfono|móvil|celular)\b|"
    r"\b(?:my|this|phone|mobile|our|his|her) number\b|\b(?:meine|unsere) nummer\b|\b(?:mon|notre) numéro\b|"
    r"\b(?:mi|nuestro) número\b)[^\d\n]{0,25}$|[☎📞📱]\s*$"
)
_NOT_CALLING = re.compile(
    r"(?i)\b(?:order|ticket|case|ref(?:erence)?|invoice|booking|reservation|tracking|account|policy|claim|"
    r"serial|sku|isbn|item|article|product|model|confirmation|transaction|parcel|flight|customer|"
    r"member(?:ship)?|id|"
    r"artikel\w*|bestell\w*|auftrag\w*|rechnung\w*|kunden-?(?:nr|nummer)|vertrag\w*|sendung\w*|paket\w*|vorgang\w*|beleg\w*|"
    r"modell|aktenzeichen|siret|siren|commande|facture|dossier|réf(?:érence)?|colis|contrat|numéro (?:de )?client|"
    r"pedido|factura|paquete|albarán|expediente|referencia|artículo|contrato|número (?:de )?cliente)\b[^\d\n]{0,14}$"
    r"|\b(?:no|nr|nº|n°)\s?[.:°º]?\s?#?$|[#№]\s*$"
)
_DATE_OR_TIME = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\s+\d{1,2})?|\d{1,2}[./-]\d{4}|"
    r"(?:19|20)\d{2}\s?[-/ ]\s?(?:19|20)?\d{2}|\d{4}-\d{2}-\d{2}.*"
)
# Where national numbers are written with a leading zero, and where without.
_ZERO_REGIONS = ("GB", "FR", "DE", "IT", "NL", "BE", "CH", "AT", "IE", "AU", "SE", "JP", "KR", "ZA", "NG")
_PLAIN_REGIONS = ("US", "ES", "PT", "PL", "IN", "DK", "NO", "BR", "MX", "SG", "HK")


def _mask_phone(match: re.Match[str]) -> str:
    found = match.group().strip()
    if found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip()  # it closes what was opened before the number
    digits = re.sub(r"\D", "", found)
    if not 7 <= len(digits) <= 15 or _DATE_OR_TIME.fullmatch(found):
        return match.group()
    before = match.string[: match.start()]
    called, numbered = _CALLING.search(before), _NOT_CALLING.search(before)
    calling = called is not None and (numbered is None or called.start() > numbered.start())
    if numbered and not calling and not found.startswith("+"):
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
    pairs = re.fullmatch(r"\d{2}(?: \d{2}){3}|\d{3} \d{2} \d{3}", found) is not None  # as in Norway and Denmark
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


PHONE = Step("phone", r"\d(?:[\s().\-/\x{2011}\x{2013}\x{a0}]{0,3}\d){6}", _PHONE, _mask_phone)
