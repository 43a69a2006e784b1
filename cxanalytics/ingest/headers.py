"""Which words in a header point to which role."""

import re
import unicodedata
from collections.abc import Iterable

from cxanalytics.ingest.dictionary import EXACT


def _any(alternatives: str) -> re.Pattern[str]:
    """One expression of several, written one below the other."""
    return re.compile("|".join(line.strip() for line in alternatives.strip().splitlines()))


_OVERALL = _any(r"""
    overall( score| rating| satisfaction| experience)?
    .*\boverall (score|rating|satisfaction|experience)\b.*
""")
_RECOMMEND = _any(r"""
    (q\d+ )?nps( score| rating)?
    net promoter score
    .*\b(recommend\w*|recommand\w*|weiterempf\w*|recomend\w*)\b.*
    .*\bhow likely\b.*
    likelihood.*
""")
_STARS = _any(r"""
    (review |star |customer |user |survey |feedback )?(rating|stars?|score)
    star rating( value)?
    review stars
    im rating( label)?
    rating value
    score value
    note globale
    bewertung|sterne|calificacion|puntuacion|valoracion
""")
_SATISFIED = _any(r"""
    (csat|satisfaction|zufriedenheit)( score| rating)?
    satisfaction rating score
    .*\b(satisfied|satisfaction|satisfait\w*|zufrieden\w*|satisfech\w*)\b.*
""")
_OTHER_SCORES = _any(r"""
    (ces|effort|customer effort)( score)?
    .*\b(how easy|effort score)\b.*
    intention
    .*\b(rate|rating)\b.*
""")
_RATINGS = (_OVERALL, _RECOMMEND, _STARS, _SATISFIED, _OTHER_SCORES)

_PERSONAL = _any(r"""
    ([a-z]+ )?(first|last|full|middle|given|family|sur|second|maiden|legal|real) ?name
    (client|guest|patient|employee|agent|respondent|contact|member|passenger|recipient|caller) name
    surname|forename|nom|prenom|nachname|vorname|nombre|apellidos?|cognome|achternaam
    (.* )?(ip|ip ?addr(ess)?|adresse ip|ip adresse|direccion ip)
    (.* )?(phone|telephone|mobile|cell|fax|tel|telefon|telefono|handy)( number| no| nr)?
    (.* )?(latitude|longitude|lat|lng|lon|coords?|coordinates?|geo|geolocation|gps|location accuracy)
    (.* )?(bio|biography|author description|user description|profile description)
    (.* )?(avatar|profile image|profile photo)( url)?
    (.* )?(profile picture|user image|profile url)
    (.* )?(birthday|birth date|date of birth|dob|geburtsdatum)
    (street |postal |home |mailing |billing |shipping |delivery )?address( line)?( \d)?
    street|adresse|anschrift
    (.* )?(zip|zip ?code|post ?code|postal|postal code|plz|code postal|codigo postal)
    (tweet|user|author|customer|reviewer|profile) location
    in reply to (screen name|user id|user id str)
    user agent( .*)?
    password|ssn|social security number|passport( number)?|license plate
    (.* )?iban
    (credit )?card number
""")
_EMAIL = _any(r"""
    (.* )?e ?mail( address| addr)?
    (.* )?(mail address|courriel|adresse e ?mail|correo( electronico)?)
""")
_STAFF = re.compile(
    r".*\b(agent|staff|employee|manager|advisor|adviser|assignee|assigned|owner|company|business|store|shop|"
    r"developer|seller|vendor|merchant|admin|sender|support|team|mitarbeiter|collaborateur)\b.*"
)
_REPLY = _any(r"""
    (?!in reply to).*\b(reply|replies|replied)\b.*
    .*\b(developer|company|owner|business|agent|admin|brand|merchant|seller|staff|vendor)\b.*\b(response|answer)\b.*
    .*\b(developer|company|owner|business|agent|admin|merchant|seller|staff|vendor) (comments?|notes?|text)
    (internal|private|work|call) (note|comment)s?
    resolution( notes?)?
    response from .*
    antwort des .*
    reponse du proprietaire.*
""")
_ACTIVITY = re.compile(
    r".*\b(num comments|comms num|subreddit|upvotes?|downvotes?|num reactions|karma|retweet count)\b.*"
)
_OPEN = re.compile(
    r".*\b(why|pourquoi|warum|por que|what|describe|explain|tell us|comments?|feedback|suggest\w*|improve\w*|"
    r"reasons?|anything else|text|verbatim|commentaires?|kommentare?|comentarios?)\b.*"
)
_OTHER_DATE = re.compile(
    r".*\b(reply|replied|update[ds]?|modified|last|sent|birth|due|expir\w*|edited|action|closed|resolved|solved|"
    r"accepted|added|indexed|duration|timezone|zone)\b.*"
)

# The kind of source, from the surest words to the weakest.
_KINDS = (
    ("support", _any(r"""
        \b(inbound|contact reason|tickets? (id|number|no|status|subject|description|created))\b
        \bcase (id|number|no)\b
    """)),
    ("survey", _any(r"""
        \b(nps|respondent|response id|horodateur|zeitstempel|marca temporal|submit date|survey|collector)\b
        \b(antwort id|recommend|recommander|start language|completion time|csat|questionnaire)\b
    """)),
    ("social", _any(r"""
        \b(tweets?|retweets?|subreddit|hashtags?|status published|num reactions|likes|followers|selftext)\b
        \b(comms num|published at|video id|hit sentence|post id|favorite count)\b
    """)),
    ("review", _any(r"\b(reviews?|stars?|rating|reviewer|verified)\b")),
    ("support", _any(r"\b(tickets?|complaints?|agent|resolution)\b")),
    ("survey", _any(r"""
        \b(satisfaction|score)\b
        (^|\| )(\w+ ){4,}
    """)),
)  # fmt: skip

_STOPWORDS = {
    "fr": """horodateur vous votre quelle quel dans avez cette etes les des pour commentaire avis reponse
             langue marque connaissance date de soumission client note magasin prenom nom""",
    "de": """zeitstempel datum antwort welche welchen wie haben sie bewertung kommentar der die das und
             geburtsdatum name sprache kunde filiale sterne""",
    "es": """marca temporal fecha que cual como su en comentario comentarios opinion usted nombre puntuacion
             cliente el los correo idioma tienda""",
    "it": "informazioni cronologiche quanto come commento della nome il valutazione cliente recensione",
    "pt": "carimbo hora qual como comentario voce nome avaliacao cliente loja o seu",
    "nl": "tijdstempel opmerking hoe wat welke uw het een naam beoordeling klant winkel taal",
    "": """the a is of you your and to how what date name time comment review rating score id text created
           response customer at user source language title content survey question likely recommend""",
}  # fmt: skip


def clean(name: str) -> str:
    """A header as plain lower-case words: "userName" and "User_Name" both become "user name"."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", name)
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w#]|_", " ", text).split())


def exact(role: str, header: str) -> int | None:
    """Rank of a header among those of a role, 0 for the surest; None where it is not one of them."""
    names = EXACT.get(role, ())
    return names.index(header) if header in names else None


def rating_rank(header: str) -> int | None:
    """0 overall, 1 recommendation, 2 stars, 3 satisfaction, 4 others; None where no rating is named."""
    return next((rank for rank, pattern in enumerate(_RATINGS) if pattern.fullmatch(header)), None)


def is_personal(header: str) -> bool:
    """The column holds names, addresses, coordinates or the like that are never kept."""
    return _PERSONAL.fullmatch(header) is not None


def is_email(header: str) -> bool:
    """The column holds e-mail addresses."""
    return _EMAIL.fullmatch(header) is not None


def is_staff(header: str) -> bool:
    """The column speaks of the company's own people, not of customers."""
    return _STAFF.fullmatch(header) is not None


def is_reply(header: str) -> bool:
    """The column is the company speaking."""
    return _REPLY.fullmatch(header) is not None or exact("reply", header) is not None


def is_open_question(header: str) -> bool:
    """The header asks for words."""
    return _OPEN.fullmatch(header) is not None


def is_event_date(header: str) -> bool:
    """The header may name the date of the feedback; not that of a reply, an update or a birth."""
    return _OTHER_DATE.fullmatch(header) is None


def counts_votes(headers: Iterable[str]) -> bool:
    """A "score" in this table counts votes."""
    return any(_ACTIVITY.fullmatch(header) for header in headers)


def kind(headers: Iterable[str]) -> str:
    """survey, review, social, support or other, from the words of the headers."""
    joined = " | ".join(headers)
    return next((name for name, pattern in _KINDS if pattern.search(joined)), "other")


def language(headers: Iterable[str]) -> str:
    """The language of the headers (fr, de, es, it, pt, nl), "" for English or unknown."""
    words = [word for header in headers for word in header.split()]
    counts = {code: sum(word in listed.split() for word in words) for code, listed in _STOPWORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == ""))
    return best if counts[best] else ""
