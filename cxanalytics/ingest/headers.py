"""The column dictionary: which words in a header point to which role. Headers are compared as `clean_header` writes them."""

import re
from collections.abc import Iterable, Mapping

# Whole headers, the surest first. Roles are those of cxanalytics.feedback.ROLES.
EXACT: Mapping[str, tuple[str, ...]] = {
    "text": (
        "consumer complaint narrative", "hit sentence", "full text", "review text", "review content", "review body",
        "review comment", "comment text", "comment message", "customer comment", "customer comments", "verbatim",
        "verbatims", "verbatim comment", "comment", "comments", "text", "tweet text", "tweet full text", "tweet",
        "body", "selftext", "content", "review", "reviews", "verified reviews", "full review", "feedback",
        "feedback text", "message body", "message text", "message", "post text", "explication", "description",
        "conversation stream", "opening text", "snippet", "commentaire", "commentaires", "avis", "kommentar",
        "kommentare", "bemerkung", "bemerkungen", "comentario", "comentarios", "commento", "commenti", "opmerking",
        "opmerkingen", "reaktion", "ticket description", "issue description", "complaint", "complaint text", "remark",
        "remarks", "suggestion", "suggestions", "open ended response", "testimonial", "statement", "answer",
        "answer text", "response text", "post", "caption", "note tweet text", "reason for score", "score reason",
        "customer message", "customer feedback", "feedback comment", "survey comment", "experience", "opinion",
        "what the customer said", "plain body", "transcript", "utterance",
    ),
    "title": ("title", "review title", "headline", "subject", "summary", "titre", "betreff", "ticket subject",
              "subject line", "asunto", "objet"),
    "question": ("question", "question text", "prompt"),
    "occurred_at": (
        "recorded date", "submit date utc", "submitted at", "date submitted", "submit date", "submission date",
        "completion time", "date de soumission", "review created utc", "review submit date and time", "review date",
        "review time", "created at", "created", "created utc", "creation date", "created date", "created time",
        "date created", "create time", "comment create timestamp", "comment published", "tweet created",
        "published at", "published", "publish time", "status published", "date published", "posted at", "post date",
        "date posted", "response received at", "response date", "date of response", "date received", "received at",
        "received date", "responded at", "date of experience", "review created", "opened at", "date opened",
        "ticket created", "at", "date", "datum", "fecha", "data", "horodateur", "zeitstempel", "marca temporal",
        "carimbo de data hora", "informazioni cronologiche", "tijdstempel", "timestamp", "date time", "datetime",
        "end date", "end time", "date utc", "unix review time", "time", "ts", "survey date", "feedback date",
        "start date", "start time", "updated at", "day", "reported at", "sent at",
    ),
    "source_id": (
        "response id", "respondent id", "review id", "ticket id", "complaint id", "comment id", "tweet id", "id str",
        "status id", "message id", "post id", "feedback id", "case id", "case number", "ticket number", "submission id",
        "document id", "antwort id", "id de la reponse", "answer id", "record id", "survey response id", "request id",
        "conversation id", "interaction id", "case no", "ticket no", "reference", "uuid", "id", "#",
    ),
    "customer": (
        "customer id", "customer number", "customer no", "customer key", "client id", "account id", "account number",
        "member id", "membership number", "user id", "contact id", "consumer id", "review consumer user id",
        "reviewer id", "author id", "external data reference", "external reference", "prolific pid", "panelist id",
        "participant id", "person id", "subscriber id", "loyalty id", "guest id", "patient id", "contact profile id",
        "customer", "crm id", "twitter id", "user",
    ),
    "author": (
        "user name", "username", "author", "author name", "author handle", "screen name", "twitter screen name",
        "handle", "user handle", "influencer", "reviewer", "reviewer name", "reviewer display name", "display name",
        "review username", "name", "from", "from user", "posted by", "nickname", "customer name", "comment author",
        "profile name", "user screen name", "sender screen name", "reviewer name display name",
    ),
    "touchpoint": ("touchpoint", "touch point", "touchpoints", "journey step", "journey stage", "step of the journey",
                   "topic", "contact reason", "contact topic", "reason for contact", "interaction type", "moment"),
    "channel": ("channel", "source type", "social media source", "source of review", "distribution channel",
                "submitted via", "via channel", "contact channel", "page type", "source", "platform", "medium", "via",
                "kanal", "canal", "channel name", "survey channel"),
    "segment": (
        "segment", "customer segment", "loyalty tier", "tier", "customer type", "customer tier", "plan", "region",
        "country", "market", "location", "location name", "store", "store name", "shop", "branch", "branch name",
        "club s name", "club name", "club", "site", "hotel", "property", "department", "team", "product",
        "product name", "product category", "variation", "sub product", "brand", "marque", "company", "company name",
        "bank", "airline", "webshop name", "gender", "sex", "age", "age group", "age range", "household income",
        "income", "education", "location census region", "state", "province", "world region", "business unit",
        "cabin", "class", "seat type", "traveller type", "type of traveller", "aircraft", "route", "membership",
        "subscription", "industry", "app version", "app version name", "review created version", "version", "device",
        "os", "language group", "tags", "category", "issue", "sub issue", "application", "app", "app name",
        "loyalty", "loyalty level", "customer group", "unit", "unit name", "area", "district", "geschlecht", "alter",
        "land", "filiale", "magasin", "agence", "pays", "sexe", "tienda", "pais", "condition",
    ),
    "language": ("language", "lang", "user language", "review language", "reviewer language", "start language",
                 "langue", "langue de depart", "sprache", "startsprache", "idioma", "locale"),
    "url": ("url", "link", "permalink", "review link", "tweet permalink", "post url", "review url", "status link",
            "ext interaction url", "comment url", "tweet url", "page url"),
    "reach": ("reach", "followers", "followers count", "author followers", "twitter followers", "x followers",
              "impressions", "audience", "potential reach", "sender follower count", "user followers",
              "impression count"),
    "status": ("status", "ticket status", "response status", "response type", "finished", "completed", "state of ticket",
               "case status"),
    "reply": ("status message",),
}  # fmt: skip

_RATINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"overall( score| rating| satisfaction| experience)?|.*\boverall (score|rating|satisfaction|experience)\b.*",
        r"(q\d+ )?nps( score| rating)?|net promoter score|.*\b(recommend\w*|recommand\w*|weiterempf\w*|recomend\w*)\b.*|"
        r".*\bhow likely\b.*|likelihood.*",
        r"(review |star |customer |user )?(rating|stars|star|score)|star rating( value)?|review (stars|rating|score)|"
        r"im rating( label)?|rating value|note globale|bewertung|sterne|calificacion|puntuacion|valoracion|"
        r"survey score|feedback score|score value|stars?",
        r"(csat|satisfaction|zufriedenheit)( score| rating)?|satisfaction rating score|"
        r".*\b(satisfied|satisfaction|satisfait\w*|zufrieden\w*|satisfech\w*)\b.*",
        r"(ces|effort|customer effort)( score)?|.*\b(how easy|effort score)\b.*|intention|.*\b(rate|rating)\b.*",
    )
)
_PERSONAL = re.compile(
    r"(recipient |customer |contact |client |guest |patient |employee |agent |respondent |user |member )?"
    r"(first|last|full|middle|given|family|sur|second|maiden|legal|real) ?name|"
    r"(client|guest|patient|employee|agent|respondent|contact|member|passenger|recipient|user real|caller) name|"
    r"employee (first|last) name|surname|forename|nom|prenom|nachname|vorname|nombre|apellidos?|cognome|achternaam|"
    r"(.* )?(ip|ip ?addr(ess)?|ipaddress|adresse ip|ip adresse|direccion ip)|"
    r"(.* )?(phone|telephone|mobile|cell|fax|tel|telefon|telefono|handy)( number| no| nr)?|"
    r"(.* )?(latitude|longitude|lat|lng|lon|coord|coords|coordinates|coordinate|geo|geolocation|gps|location accuracy)|"
    r"(.* )?(bio|biography|sender bio|author description|user description|profile description)|"
    r"(.* )?(avatar|avatar url|profile image|profile image url|profile photo|profile photo url|profile picture|"
    r"user image|profile url)|"
    r"(.* )?(birthday|birth date|date of birth|dob|geburtsdatum)|"
    r"(street |postal |home |mailing |billing |shipping |delivery )?address( line)?( \d)?|street|adresse|anschrift|"
    r"(.* )?(zip|zip ?code|post ?code|postal|postal code|plz|code postal|codigo postal)|"
    r"(tweet|user|author|customer|reviewer|profile) location|user agent( .*)?|password|ssn|"
    r"in reply to (screen name|user id|user id str)|social security number|(.* )?iban|(credit )?card number|passport( number)?|license plate"
)
_EMAIL = re.compile(
    r"(.* )?(e ?mail( address| addr)?|mail address|courriel|adresse e ?mail|correo( electronico)?)"
)
_REPLY = re.compile(
    r"(?!in reply to).*\b(reply|replies|replied|repliedat|reply content)\b.*|"
    r".*\b(developer|company|owner|business|agent|admin|brand|merchant|seller|management|official|staff|vendor)\b.*"
    r"\b(response|reply|answer|comments?|notes?|message|antwort|reponse|text)\b.*|"
    r"(internal|private|agent|staff|work|call) (note|comment)s?|resolution( notes?)?|response from .*|"
    r"antwort des .*|reponse du proprietaire.*"
)
_ACTIVITY = re.compile(
    r".*\b(num comments|comms num|subreddit|upvotes?|downvotes?|num likes|num reactions|ups|karma|retweet count)\b.*"
)
_OPEN = re.compile(r".*\b(why|pourquoi|warum|por que|what|describe|explain|tell us|comments?|feedback|suggest\w*|"
                   r"improve\w*|reasons?|anything else|text|verbatim|commentaires?|kommentare?|comentarios?)\b.*")  # fmt: skip
_NOT_A_DATE = re.compile(r".*\b(reply|replied|update[ds]?|modified|last|sent|birth|due|expir\w*|edited|action|closed|"
                         r"resolved|solved|accepted|added|indexed|duration|timezone|zone)\b.*")  # fmt: skip

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("support", re.compile(r"\b(inbound|tickets? (id|number|no|status|subject|description|created)|case (id|number|no)|"
                           r"contact reason)\b")),
    ("survey", re.compile(r"\b(nps|respondent|response id|horodateur|zeitstempel|marca temporal|submit date|survey|"
                          r"collector|antwort id|recommend|recommander|start language|completion time|csat|"
                          r"questionnaire)\b")),
    ("social", re.compile(r"\b(tweets?|retweets?|subreddit|hashtags?|status published|num reactions|likes|followers|"
                          r"selftext|comms num|published at|video id|hit sentence|post id|favorite count)\b")),
    ("review", re.compile(r"\b(reviews?|stars?|rating|reviewer|verified)\b")),
    ("support", re.compile(r"\b(tickets?|complaints?|agent|resolution)\b")),
    ("survey", re.compile(r"\b(satisfaction|score)\b|\?")),
)  # fmt: skip
_STOPWORDS = {
    "fr": "horodateur vous votre quelle quel dans avez cette etes les des pour commentaire avis reponse langue marque "
          "connaissance date de soumission client note magasin prenom nom",
    "de": "zeitstempel datum antwort welche welchen wie haben sie bewertung kommentar der die das und geburtsdatum name "
          "sprache kunde filiale sterne",
    "es": "marca temporal fecha que cual como su en comentario comentarios opinion usted nombre puntuacion cliente el "
          "los correo idioma tienda",
    "it": "informazioni cronologiche quanto come commento della nome il valutazione cliente recensione negozio",
    "pt": "carimbo hora qual como comentario voce nome avaliacao cliente loja o seu",
    "nl": "tijdstempel opmerking hoe wat welke uw het een naam beoordeling klant winkel taal",
}  # fmt: skip
_ENGLISH = set("the a is of you your and to how what date name time comment review rating score id text created response "
               "customer at user source language title content survey question likely recommend".split())  # fmt: skip


def exact(role: str, header: str) -> int | None:
    """Rank of a header among those of a role, 0 for the surest; None where it is not one of them."""
    names = EXACT.get(role, ())
    return names.index(header) if header in names else None


def rating_rank(header: str) -> int | None:
    """0 for an overall score, 1 recommendation, 2 stars, 3 satisfaction, 4 others; None where no rating is named."""
    return next((rank for rank, pattern in enumerate(_RATINGS) if pattern.fullmatch(header)), None)


def is_personal(header: str) -> bool:
    """The column holds names, addresses, coordinates or the like that are never kept."""
    return _PERSONAL.fullmatch(header) is not None


def is_email(header: str) -> bool:
    """The column holds e-mail addresses."""
    return _EMAIL.fullmatch(header) is not None


def is_reply(header: str) -> bool:
    """The column is the company speaking."""
    return _REPLY.fullmatch(header) is not None or exact("reply", header) is not None


def is_open_question(header: str) -> bool:
    """The header asks for words."""
    return _OPEN.fullmatch(header) is not None


def is_event_date(header: str) -> bool:
    """The header may name the date of the feedback; not that of a reply, an update or a birth."""
    return _NOT_A_DATE.fullmatch(header) is None


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
    counts = {code: sum(word in set(listed.split()) for word in words) for code, listed in _STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    english = sum(word in _ENGLISH for word in words)
    return best if counts[best] > english else ""
