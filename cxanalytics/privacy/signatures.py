"""Names that people write under or at the beginning of what they say: "Best regards, Anna Keller", "Mein Name ist …"."""

import re
from dataclasses import dataclass

from cxanalytics.privacy.step import Step

# Each word begins with a capital or is a particle; a capital and a dot is an initial.
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]|[ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ])"
_PART = rf"(?:[dDlO]['’])?{_CAPITAL}(?:[^\W\d_]|['’](?=[^\W\d_]{{2}}))*(?:[-‐]{_CAPITAL}[^\W\d_]*)*\.?"
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "vom",
        "zu",
        "zur",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "der",
        "den",
        "ter",
        "la",
        "las",
        "los",
        "le",
        "y",
        "bin",
        "ben",
        "el",
        "al",
    ]
)
_NAME = rf"(?P<name>{_PART}(?:[ \t]+(?:(?:{'|'.join(sorted(_PARTICLES))})[ \t]+){{0,3}}{_PART}){{0,3}})"
_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Familie|Fam|Ihre?|Eure?|Mme|Mlle|M|Madame|Monsieur|Sr|Sra|Srta|Señora?|"
    r"Don|Doña)\.?[ \t]+)*"
)
# Words that begin with a capital under a letter, or behind "this is", and name nobody.
_NOBODY = frozenset(
    ["a", "an", "the", "your", "our", "all", "every", "this", "that", "these", "those", "it", "its", "i", "we", "you", "he", "she", "they", "my", "his", "her", "their", "not", "no", "never", "disappointed", "unhappy", "happy", "angry", "satisfied", "dissatisfied", "frustrated", "loyal", "former", "regular", "long-time", "concerned", "annoyed", "customer", "customers", "client", "clients", "guest", "guests", "user", "users", "member", "members", "buyer", "shopper", "patient", "passenger", "traveller", "traveler", "visitor", "subscriber", "reader", "resident", "tenant", "parent", "student", "team", "staff", "management", "manager", "support", "service", "services", "department", "office", "company", "hotel", "restaurant", "store", "shop", "bank", "airline", "anonymous", "everyone", "everybody", "nobody", "someone", "great", "good", "excellent", "nice", "best", "worst", "bad", "terrible", "awful", "poor", "amazing", "awesome", "perfect", "love", "lovely", "super", "fine", "very", "much", "so", "again", "still", "waiting", "please", "thanks", "thank", "regards", "ps", "sent", "get", "see", "more", "for", "from", "and", "or", "but", "with", "without", "in", "on", "at", "to", "of", "by", "as", "if", "when", "what", "who", "why", "how", "here", "there", "now", "then", "today", "yesterday", "tomorrow", "well", "done", "keep", "hope", "looking", "delivery", "order", "room", "breakfast", "quality", "price", "value", "location", "premium", "standard", "basic", "first", "last", "new", "old", "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn", "winter", "christmas", "easter", "ein", "eine", "einer", "einem", "der", "die", "das", "den", "dem", "ihr", "ihre", "ihren", "euer", "eure", "kunde", "kundin", "kunden", "stammkunde", "gast", "gäste", "nutzer", "mitglied", "käufer", "käuferin", "familie", "team", "service", "kundenservice", "kundendienst", "hotel", "firma", "leitung", "geschäftsführung", "enttäuschter", "enttäuschte", "zufriedener", "zufriedene", "unzufriedener", "unzufriedene", "treuer", "treue", "langjähriger", "langjährige", "anonym", "tolles", "toller", "tolle", "gutes", "guter", "gute", "sehr", "super", "schlecht", "schlechter", "immer", "wieder", "gerne", "weiter", "bis", "für", "aus", "und", "oder", "aber", "mit", "ohne", "im", "am", "zum", "zur", "platz", "ruhe", "schluss", "ende", "nichts", "alles", "niemand", "jemand", "keiner", "hier", "da", "leider", "bitte", "danke", "vielen", "trotzdem", "gesendet", "programm", "falsch", "nie", "nur", "auch", "noch", "macht", "weiter", "so", "es", "ich", "wir", "sie", "er", "wie", "was", "wer", "wo", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "weihnachten", "ostern", "un", "une", "le", "la", "les", "l'", "votre", "vos", "notre", "nos", "client", "cliente", "clients", "clientèle", "service", "services", "équipe", "direction", "hôtel", "société", "entreprise", "magasin", "boutique", "déçu", "déçue", "fidèle", "mécontent", "mécontente", "satisfait", "satisfaite", "anonyme", "très", "bon", "bonne", "bien", "super", "parfait", "merci", "encore", "cordialement", "à", "bientôt", "pour", "de", "du", "des", "et", "ou", "mais", "avec", "sans", "tout", "tous", "rien", "personne", "noël", "pâques", "paris", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "voir", "envoyé", "una", "el", "los", "las", "lo", "su", "sus", "nuestro", "nuestra", "cliente", "clienta", "clientes", "servicio", "equipo", "dirección", "empresa", "tienda", "enfadada", "enfadado", "decepcionado", "decepcionada", "satisfecho", "satisfecha", "insatisfecho", "insatisfecha", "anónimo", "fiel", "muy", "buen", "buena", "bueno", "excelente", "todo", "todos", "nada", "nadie", "gracias", "saludos", "hasta", "por", "para", "y", "o", "pero", "con", "sin", "siempre", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "navidad", "enviado", "ver", "sony", "samsung", "amazon", "google", "apple", "telekom", "vodafone", "microsoft", "ebay", "paypal", "netflix", "facebook", "instagram", "whatsapp", "ikea", "lidl", "aldi"]
)  # fmt: skip
_END = r"(?=[ \t]*(?:[,.;:!?)\]]|\n|$|\(|\[|[-–—]|(?:from|aus|von|de|desde)\s))"


def _any(alternatives: str) -> str:
    """One expression of several, written with " | " between them or one below the other; "_" is a space."""
    parts = re.split(r"\s+\|\s+|\s*\n\s*\|?\s*", alternatives.strip())
    return "|".join(part.replace("_", "[ \\t]+") for part in parts)


_CLOSINGS = _any(r"""
    (?:(?:best|kind|kindest|warm|warmest|many)_)?regards | (?:best|kind|warm)_wishes
    (?:yours_)?(?:sincerely|faithfully|truly|respectfully)(?:_yours)?
    mit_(?:freundlich|best|herzlich|lieb|sonnig)(?:en|em)_gr(?:ü|ue|u)(?:ß|ss)(?:en)?
    (?:viele|liebe|beste|herzliche|freundliche|schöne)_gr(?:ü|ue)(?:ß|ss)e | mfg | hochachtungsvoll
    (?:bien_)?cordialement | bien_(?:à|a)_vous | (?:sincères|meilleures|cordiales|mes)_salutations
    respectueusement | amicalement | sentiments_(?:distingués|les_meilleurs|respectueux)
    atentamente | atte | (?:un_)?(?:cordial_|afectuoso_)?saludos?(?:_cordial(?:es)?|_afectuosos?)? | (?:muy_)?cordialmente
""")
# On a line of their own only: in a line with other words they thank somebody, or greet.
_THANKS = _any(r"""
    (?:many_)?thanks(?:_(?:in_advance|again|and_regards))? | thank_you(?:_(?:very_much|in_advance))? | cheers
    all_the_best | best | yours | cordially | lg | vg | gru(?:ß|ss) | (?:vielen_|herzlichen_|besten_)?dank(?:_im_voraus)?
    danke | merci(?:_(?:d'avance|d’avance|beaucoup|par_avance))? | bonne_(?:journée|soirée)
    (?:muchas_|mil_)?gracias(?:_de_antemano)? | un_abrazo
""")
_INTRODUCED = _any(r"""
    (?:my|his|her)_name(?:'s|’s|_is|_was) | mein_name_ist | ich_hei(?:ß|ss)e | je_m['’]appelle | mon_nom_est
    me_llamo | mi_nombre_es | hier_(?:spricht|schreibt) | les_(?:habla|escribe)
""")
_SIGNED = r"(?:signed|gez|signé|fdo|firmado)[ \t]?[.,:]{1,2}"
_LABEL = _any(r"(?:full_|my_)?name | nom(?:_et_prénom)? | nombre(?:_y_apellidos)? | vor-?_und_nachname")
_BEGINS = r"(?:(?<=\n)|(?<=[.!?]\s)|^)[ \t]*"
_ROOM = r"[ \t]?[,.!;:]{0,2}[ \t]*(?:\s*\n\s*)?(?:[-–—~][ \t]*)?"


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
        return rf"{self.before}(?i:{self.words}){self.between}{_TITLE}{name}{self.end}"

    @property
    def sign(self) -> str:
        return rf"(?i:{self.words})[\s,.!;:~–—-]{{0,9}}(?:[dl]['’])?\p{{Lu}}"


_WAYS = (
    _Way(_CLOSINGS, _ROOM, _END),
    _Way(_SIGNED, r"[ \t]*", _END),
    _Way(_THANKS, r"[ \t]?[,.!;:-]{0,3}[ \t]*\n\s*(?:[-–—~][ \t]*)?", r"(?=[ \t]*[.,]?\s*(?:\n|$|\[))", _BEGINS),
    _Way(_INTRODUCED, r"[ \t]+", r"(?![^\W\d_])"),
    _Way(r"this[ \t]is", r"[ \t]+", r"(?=[ \t]+(?:from|calling|speaking|here|again)\b)"),
    _Way(r"hier[ \t]ist", r"[ \t]+", r"(?=[ \t]+(?:aus|von|vom)\b)"),
    _Way(r"ici|soy", r"[ \t]+", r"(?=[ \t]+(?:de|desde|du|y)\b|[ \t]*,)", least=2),
    _Way(rf"(?:{_LABEL})[ \t]?:", r"[ \t]*", r"(?=[ \t]*[.,]?[ \t]*(?:\n|$|\[))", _BEGINS),
)
_PATTERN = re.compile("|".join(way.pattern(number) for number, way in enumerate(_WAYS)))


def _mask_name(match: re.Match[str]) -> str:
    number = next(n for n in range(len(_WAYS)) if match.group(f"name{n}"))
    name = match.group(f"name{number}")
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    plain = [word.casefold() for at, word in enumerate(words) if at == 0 or word.casefold() not in _PARTICLES]
    if _NOBODY.intersection(plain) or len(words) < _WAYS[number].least:
        return match.group()
    start = match.start(f"name{number}") - match.start()
    # A full stop that ends the line is no part of a name, unless an initial stands before it.
    kept = "." if name.endswith(".") and len(words[-1]) > 1 else ""
    return f"{match.group()[:start]}[name]{kept}{match.group()[start + len(name) :]}"


SIGNATURE = Step("name", "|".join(way.sign for way in _WAYS), _PATTERN, _mask_name)
