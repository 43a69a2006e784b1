"""Names that people write under what they say, or to begin it: "Best regards, Anna Keller", "Mein Name ist …"."""

import re
from dataclasses import dataclass

from cxanalytics.privacy.nobody import NOBODY
from cxanalytics.privacy.step import Step

# Each word begins with a capital or is a particle; a capital and a dot is an initial.
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]|[ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ])"
_PART = rf"(?:[dDlO]['’])?{_CAPITAL}(?:[^\W\d_]|['’](?=[^\W\d_]{{2}}))*(?:[-‐]{_CAPITAL}[^\W\d_]*)*\.?"
_PARTICLES = "van von vom zu zur de del della di da dos der den ter la las los le y bin ben el al"
_NAME = rf"(?P<name>{_PART}(?:[ \t]+(?:(?:{_PARTICLES.replace(' ', '|')})[ \t]+){{0,3}}{_PART}){{0,3}})"
_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Familie|Fam|Ihre?|Eure?|Mme|Mlle|M|Madame|Monsieur|Sr|Sra|Srta|Señora?|"
    r"Don|Doña)\.?[ \t]+)*"
)
_END = r"(?=[ \t]*(?:[,.;:!?)\]]|\n|$|\(|\[|[-–—]|(?:from|aus|von|de|desde)\s))"


def _any(alternatives: str) -> str:
    """One expression of several, written with " | " between them; "_" is a space."""
    parts = re.split(r"\s+\|\s+", alternatives.strip())
    return "|".join(part.replace("_", "[ \\t]+") for part in parts)


_CLOSINGS = _any(r"""
    (?:(?:best|kind|kindest|warm|warmest|many)_)?regards | (?:best|kind|warm)_wishes
    | (?:yours_)?(?:sincerely|faithfully|respectfully)(?:_yours)? | yours_truly
    | mit_(?:freundlich|best|herzlich|lieb|sonnig)(?:en|em)_gr(?:ü|ue|u)(?:ß|ss)(?:en)?
    | (?:viele|liebe|beste|herzliche|freundliche|schöne)_gr(?:ü|ue)(?:ß|ss)e | mfg | hochachtungsvoll
    | (?:bien_)?cordialement | bien_(?:à|a)_vous | (?:sincères|meilleures|cordiales|mes)_salutations
    | respectueusement | amicalement | sentiments_(?:distingués|les_meilleurs|respectueux)
    | atentamente | atte | (?:un_)?(?:cordial_|afectuoso_)?saludos?(?:_cordial(?:es)?|_afectuosos?)?
    | (?:muy_)?cordialmente
""")
# On a line of their own only: in a line with other words they thank somebody, or greet.
_THANKS = _any(r"""
    (?:many_)?thanks(?:_(?:in_advance|again|and_regards))? | thank_you(?:_(?:very_much|in_advance))? | cheers
    | all_the_best | best | yours | cordially | lg | vg | gru(?:ß|ss)
    | (?:vielen_|herzlichen_|besten_)?dank(?:_im_voraus)? | danke
    | merci(?:_(?:d['’]avance|beaucoup|par_avance))? | bonne_(?:journée|soirée)
    | (?:muchas_|mil_)?gracias(?:_de_antemano)? | un_abrazo
""")
_INTRODUCED = _any(r"""
    (?:my|his|her)_name(?:['’]s|_is|_was) | mein_name_ist | ich_hei(?:ß|ss)e | je_m['’]appelle | mon_nom_est
    | me_llamo | mi_nombre_es | hier_(?:spricht|schreibt) | les_(?:habla|escribe)
""")
_SIGNED = r"(?:signed|gez|signé|fdo|firmado)[ \t]?[.,:]{1,2}"
_LABEL = _any(r"(?:full_|my_)?name | nom(?:_et_prénom)? | nombre(?:_y_apellidos)? | vor-?_und_nachname")
_BEGINS = r"(?:(?<=\n)|(?<=[.!?]\s)|^)[ \t]*"
_ROOM = r"[ \t]?[,!;:]{0,2}\s{0,6}(?:[-–—~][ \t]{0,3})?"
_LINE_END = r"(?=[ \t]*[.,!]?[ \t]*(?:\n|$|\[))"


@dataclass(frozen=True)
class _Way:
    """How a name may be said: the words before it, what stands before them, between them and it, and behind it."""

    words: str
    between: str
    end: str
    before: str = r"\b"
    least: int = 1  # names: "ici Paris" and "soy Cliente" are nobody's

    def pattern(self, number: int) -> str:
        # The words around a name in any case, the name itself with its capitals.
        name = _NAME.replace("?P<name>", f"?P<name{number}>")
        return rf"{self.before}(?i:{self.words})(?![^\W\d_]){self.between}{_TITLE}{name}{self.end}"

    @property
    def sign(self) -> str:
        return rf"(?i:{self.words})[\s,.!;:~–—-]{{0,9}}(?:[dl]['’])?\p{{Lu}}"


_WAYS = (
    _Way(_CLOSINGS, _ROOM, _END),
    # "In that regard. However, …": behind a full stop the name stands alone.
    _Way(_CLOSINGS, r"[ \t]?\.\s{0,6}", _LINE_END),
    _Way(_SIGNED, r"[ \t]*", _END),
    _Way(_THANKS, r"[ \t]?[,.!;:-]{0,3}[ \t]{0,4}\n\s{0,6}(?:[-–—~][ \t]{0,3})?", _LINE_END, _BEGINS),
    _Way(_INTRODUCED, r"[ \t]+", r"(?![^\W\d_])"),
    _Way(r"this[ \t]is", r"[ \t]+", r"(?=[ \t]+(?:from|calling|speaking|here|again)\b)"),
    _Way(r"hier[ \t]ist", r"[ \t]+", r"(?=[ \t]+(?:aus|von|vom)\b)"),
    _Way(r"ici|soy", r"[ \t]+", r"(?=[ \t]+(?:de|desde|du|y)\b|[ \t]*,)", least=2),
    _Way(rf"(?:{_LABEL})[ \t]?:", r"[ \t]*", _LINE_END, _BEGINS),
)
_PATTERN = re.compile("|".join(way.pattern(number) for number, way in enumerate(_WAYS)))


def _mask_name(match: re.Match[str]) -> str:
    number = next(n for n in range(len(_WAYS)) if match.group(f"name{n}"))
    name = match.group(f"name{number}")
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    particles = _PARTICLES.split()
    plain = [word.casefold() for at, word in enumerate(words) if at == 0 or word.casefold() not in particles]
    if NOBODY.intersection(plain) or len(words) < _WAYS[number].least:
        return match.group()
    start = match.start(f"name{number}") - match.start()
    # A full stop that ends the line is no part of a name, unless an initial stands before it.
    kept = "." if name.endswith(".") and len(words[-1]) > 1 else ""
    return f"{match.group()[:start]}[name]{kept}{match.group()[start + len(name) :]}"


SIGNATURE = Step("name", "|".join(way.sign for way in _WAYS), _PATTERN, _mask_name)
