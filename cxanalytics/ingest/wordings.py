"""How questions are worded in English, German, French and Spanish: what they are about, which side they ask for.

The expressions are matched against `folded` wordings: lower case, without accents, sign for sign as long as written.
"""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=2048)  # asked many times of each question
def folded(wording: str) -> str:
    """The same in lower case, without accents and with straight apostrophes, every sign in its place."""
    return "".join(_bare(sign) for sign in wording)


def _bare(sign: str) -> str:
    if sign in "’‘`´":
        return "'"
    bare = unicodedata.normalize("NFKD", sign)[0].lower()
    return bare if len(bare) == 1 else sign


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines() if line.strip()]


def _any(block: str) -> re.Pattern[str]:
    """One expression of several, a line each."""
    return re.compile("|".join(f"(?:{line})" for line in _lines(block)))


# Scales and wishes: their "well", "like" and "best" invite nothing. They are taken out before sides are looked for.
NO_SIDE = _any(r"""
    \bhow (satisfied|likely|happy|well|good|easy|clear|fast|quick|pleased)\b
    \bwould (you|they) (\w+ )?like\b
    \b(likely|like to|as well|good or bad|did we do better)\b
    \bwie (gut|zufrieden|wahrscheinlich|schlecht)\b
    \bwie hat .*\bgefallen\b
    \bgerne?\b
    \bcomo de (bien|bueno)\b
    \bque tan\b
    \bproblems? (is|are|does) .{1,40} solv\w*
    \b(problem|issue|query|question)s? (\w+ )?(resolved|solved|fixed)\b
    \b(resolve|solve|fix)d? (\w+ )?(problem|issue)s?\b
""")
BAD = _any(r"""
    \b(improv|enhanc|dislik|weakness|disappoint|frustrat|annoy|complain)\w*
    \b(do|done|doing|be|been|made?|work|gone?) (\w+ )?better\b
    \bbetter\?
    \b(like|liked|enjoy|enjoyed) (\w+ )?(the )?least\b
    \bleast (\w+ )?(like|enjoy|fav|satis)\w*
    (\bnot|n't) (you )?(\w+ )?(like|enjoy|love|go|work|satisfied|happy|good)\b
    \b(worst|cons|negatives?|missing|problems?|issues?|pain points?|difficult(y|ies))\b
    \b(was|were|go|went|going|gone) (wrong|bad|poor|badly|poorly)\b
    \b(do|done) (\w+ )?differently\b
    \b(should|could|would|can) (we|you|they) (\w+ )?(change|fix|stop)\b
    \bnot (go|work) (so )?well\b
    \b(dis|un)satisf(ied|ying)\b
    \b(verbess|missfall|missfiel|arger|vermiss|kritik|unzufrieden|nachteil|schwache|schlecht)\w*
    \b(besser|gestort|geargert|gefehlt|schief)\b
    \bnicht (\w+ )?(gefall|zufrieden|gut)\w*
    \bam wenigsten( \w+)? gef(a|ie)l\w*
    \bproblemen?\b
    \b(amelior|deplu|decu|reproch|manqu|negatif|insatisf)\w*
    \b(mieux faire|faire mieux|points? faibles?|problemes?)\b
    \b(le moins|pas) (\w+ )?(aim|appr|plu)\w*
    \bmal passe\w*
    \b(mejora|disgust|decepcion|insatisfech)\w*
    \b(hacer mejor|problemas?|quejas?|peor(es)?|negativ[oa]s?|falt[ao]|puntos debiles|salio mal)\b
    \b(menos|no) ((te|le|les) )?gust\w*
""")
GOOD = _any(r"""
    \b(like|enjoy|love|value|appreciate)d? (\w+ )?(the )?(most|best)\b
    \bbest (about|thing|part|moment)\w*
    \bmost (like|enjoy|satisf)\w*
    \b(did|do) you (\w+ )?(like|enjoy|love)\b
    \byou (liked|enjoyed|loved)\b
    \b(go|went|going|gone|do|did|done|doing|works?|worked) (\w+ )?well\b
    \b(was|were|is) ((so|particularly|especially) )?(good|great)\b
    \b(satisfied|happy|pleased|strengths?|pros|compliments?|favou?rites?|positives?|stood out|thank)\b
    \b(prais|delight|impress)\w*
    \b(gefallen|gefallt|gefiel|am besten|geschatzt|schatzen|starken)\b
    \blief(en)? (\w+ )?gut\b
    \bgut (gelaufen|gelungen|gemacht|gefunden)\b
    \b(lob|begeister|vorteil|positiv)\w*
    \b(aim|appreci|prefer)e\w*
    \b(plu|points? forts?)\b
    \bbien passe\w*
    \b((mas|te|le|les) )+(gust|encant)\w*
    \b(lo mejor|puntos fuertes|positiv[oa]s?|salio bien)\b
""")

_COMMENTS = "comments?|feedback|thoughts|remarks|suggestions?"
_SCORES = "rating|rate|score|satisfaction|csat|stars?"
# A question about something; the first line that fits tells what, where the X stands.
ABOUT = tuple(
    re.compile(line.replace("X", r"(?P<x>[^?:!;()\[\]|]+?)") + r"\s*[?.:!]*\s*")
    for line in _lines(rf"""
    (overall,? )?how (was|were|is|are) (your (overall )?experience (with|of|at|during|using) )?X
    how did you (find|experience|like) X
    how (would|do|did) you (rate|describe|evaluate|score|judge) (your (overall )?experience (with|of|at) )?X
    how (satisfied|happy|pleased) (are|were) you (overall )?(with|about) X
    how (easy|smooth|clear|fast|quick|clean|friendly|helpful) (was|were|is|are) X
    (please )?rate (your (experience|satisfaction) (with|of|at) )?X
    what did you think (of|about) X
    what (could|can|should|would|did|do|was|were|went)\b.{{0,60}}? (about|with|at) X
    how (could|can|should) (we|you) improve X
    (please )?(tell us|share|describe|comment)\b.{{0,40}}? (about|on) X
    ((any|your|further|other|additional) )*({_COMMENTS}) (on|about|for|regarding) X
    ({_SCORES})\s*([:|–-]|of|with|for) ?X
    wie (war|waren|ist|sind) X
    wie (fanden|finden|erlebten|beurteilen|bewerten|bewerteten) sie X
    wie (haben|hat) (sie|ihnen) X (erlebt|gefunden|gefallen|empfunden)
    wie zufrieden (sind|waren) sie (insgesamt )?(mit|beim|bei|am) X
    was (konnen|konnten|sollten) wir (an|am|bei|beim|im|in|zu|zum|zur) X (noch )?(verbessern|besser machen)
    was hat ihnen (an|am|bei|beim|im|in) X ((nicht|besonders|am besten|gut|sehr) )*gefallen
    was hat ihnen .{{0,20}}?(gefallen|missfallen) (an|am|bei|beim|im|in) X
    (bitte )?bewerten sie X
    (ihre? )?(kommentare?|bewertung|zufriedenheit|anmerkungen|feedback|meinung) (zu|zum|zur|mit|uber) X
    (bewertung|zufriedenheit)\s*[:|–-] ?X
    comment (etait|etaient|est|sont|s'est passee?s?) X
    comment (avez-vous trouve|(evalu|jug|not)(ez|eriez)-vous|qualifieriez-vous) X
    (dans quelle mesure )?etes-vous satisfait(\(?e\)?)? (de|du|des|d'|avec) ?X
    (quel est votre )?(niveau|degre) de satisfaction (concernant|sur|pour|avec|quant (a|au|aux)|de|du|des) X
    qu'avez-vous pense (de|du|des|d') ?X
    que (pouvons|pourrions|devons)-nous ameliorer (dans|concernant|sur|pour|a propos (de|du|des)) X
    qu'avez-vous .{{0,30}}?(aime|apprecie) (dans|de|du|des|a propos (de|du|des)|concernant|lors (de|du|des)) X
    (vos? )?(avis|commentaires?|remarques?) (sur|concernant|a propos (de|du|des)) X
    (notez|evaluez) X
    (note|satisfaction)\s*[:|–-] ?X
    como (fue|fueron|estuvo|estuvieron|resulto|es|le parecio) X
    que (le|te) parec(io|ieron) X
    que (opina|opinas|piensa|piensas) (de|del|sobre) X
    como (calific|valor|evalu)\w+ (usted )?X
    (que tan|cuan) (satisfech|content)[oa](\(a\))? (estas?|quedo) (usted )?con X
    estas? satisfech[oa] con X
    que (podriamos|podemos|deberiamos) mejorar (en|de|del|sobre|con) X
    que .{{0,30}}?gust[oa] (de|del|en|sobre) X
    (su |tu )?(opinion|comentarios?) (sobre|de|del|acerca del?) X
    (calificacion|valoracion|satisfaccion)\s*([:|–-]|con|de|del) ?X
    X\s*[:|–-]\s*({_COMMENTS}|{_SCORES}|verbatim)
    X\s*[:|–-]\s*(kommentare?|bewertung|commentaires?|note|comentarios?|calificacion|(what|how|was|que|qu'|wie)\b.*)
    (thinking|regarding|concerning|about) (about )?X,.*
    """)
)

NUMBERING = re.compile(r"\s*(q?\d+([a-z]|[._]\d+)?[.):_-]*\s+|question \d+[.:]?\s*)")
ARTICLE = re.compile(
    r"(the|your|our|their|my|this|that|an?|der|die|das|dem|den|des|eine?[mnrs]?|ihre?[mnrs]?|unsere?[mnrs]?|diese?[mnrs]?"
    r"|le|la|les|du|de la|de l'|l'|d'|une?|votre|vos|notre|nos|ce|cette|el|los|las|lo|sus?|nuestr[oa]s?|una|del?"
    r"|overall|general|(the )?quality of|quality|process of|experience (with|of|at))(\s+|(?<='))"
)
TAIL = re.compile(
    r"\s+(experience|process|overall|today|so far|((that|which|who|when|while|where|if|as|because|you|we|with us)\b.*)"
    r"|during .*|(on|in) your .*|on a scale .*|from \d.*|insgesamt|heute|bei uns.*|(die|das|den) sie .*|que .*"
    r"|lors de.*|pendant .*|aujourd'hui|durante .*|hoy)$"
)
# Words that are no touchpoint, alone or with each other; and first words of what is none.
NO_PLACE = frozenset(
    [
        "us",
        "we",
        "you",
        "it",
        "this",
        "that",
        "them",
        "me",
        "here",
        "everything",
        "anything",
        "something",
        "nothing",
        "all",
        "thing",
        "things",
        "overall",
        "experience",
        "experiences",
        "service",
        "services",
        "product",
        "products",
        "company",
        "visit",
        "stay",
        "score",
        "rating",
        "answer",
        "answers",
        "response",
        "reason",
        "choice",
        "brand",
        "satisfaction",
        "quality",
        "following",
        "item",
        "items",
        "aspect",
        "aspects",
        "statement",
        "statements",
        "area",
        "areas",
        "day",
        "today",
        "life",
        "future",
        "question",
        "questions",
        "survey",
        "form",
        "feedback",
        "comment",
        "comments",
        "general",
        "customer",
        "customers",
        "user",
        "review",
        "reviews",
        "open",
        "text",
        "your",
        "our",
        "nps",
        "csat",
        "ces",
        "star",
        "net",
        "promoter",
        "verified",
        "additional",
        "free",
        "other",
        "any",
        "further",
        "last",
        "total",
        "average",
        "mean",
        "sum",
        "count",
        "uns",
        "sie",
        "es",
        "alles",
        "etwas",
        "nichts",
        "erlebnis",
        "erfahrung",
        "erfahrungen",
        "produkt",
        "produkte",
        "unternehmen",
        "besuch",
        "aufenthalt",
        "bewertung",
        "antwort",
        "marke",
        "qualitat",
        "dienstleistung",
        "nous",
        "vous",
        "tout",
        "rien",
        "entreprise",
        "produit",
        "produits",
        "visite",
        "sejour",
        "note",
        "reponse",
        "marque",
        "qualite",
        "prestation",
        "nosotros",
        "usted",
        "todo",
        "nada",
        "experiencia",
        "empresa",
        "producto",
        "productos",
        "visita",
        "estancia",
        "nota",
        "respuesta",
        "marca",
        "calidad",
        "servicio",
    ]
)
PRONOUNS = frozenset(
    [
        "it",
        "there",
        "you",
        "we",
        "they",
        "he",
        "she",
        "to",
        "es",
        "sie",
        "wir",
        "ihr",
        "il",
        "elle",
        "on",
        "vous",
        "nous",
        "usted",
        "ustedes",
    ]
)
