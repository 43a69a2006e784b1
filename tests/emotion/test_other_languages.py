"""What customers write in German, French and Spanish, and what it should read as."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics import emotion

# Text, polarities that are right, effort ("yes", "no", or "" where either is).
GERMAN = """
Sehr freundliche Mitarbeiter | positive | no
Der Service war nicht gut | negative | no
Das gefällt mir nicht | negative | no
Die App funktioniert nicht mehr | negative | no
Funktioniert einwandfrei | positive | no
Gar nicht schlecht | positive/neutral | no
Keine Probleme, alles bestens | positive | no
Nichts zu meckern | positive | no
Nie wieder! | negative | no
Immer wieder gerne | positive | no
Ich warte seit drei Wochen auf mein Geld | negative | yes
Habe dreimal angerufen und niemand geht ans Telefon | negative | yes
Musste mehrmals nachfragen | negative | yes
Die Wartezeit ist viel zu lang | negative | yes
Kann ich nur empfehlen | positive | no
Kann ich nicht empfehlen | negative | no
Absolut unverschämt, wie man hier behandelt wird | negative |
Die Verkäuferin war überhaupt nicht hilfsbereit | negative | no
Könnte schneller sein | negative | no
Hätte nicht besser laufen können | positive | no
Preise sind zu hoch | negative | no
Leider wurde die Ware beschädigt geliefert | negative | no
Endlich hat es geklappt | positive | no
Ich bin enttaeuscht | negative | no
Schoene Filiale, sehr sauber | positive | no
Danke für nichts | negative | no
Die Rechnung kam am Montag | neutral | no
Das Paket liegt in der Filiale | neutral | no
😡 | negative | no
Super Beratung 👍 | positive | no
Keine Antwort auf meine Mails | negative |
Der Techniker kam pünktlich und war sehr kompetent | positive | no
Ich fühle mich hier gut aufgehoben | positive | no
Ich wurde einfach abgewimmelt | negative | yes
Lässt zu wünschen übrig | negative | no
"""
FRENCH = """
Personnel très aimable | positive | no
Le service n'est pas bon | negative | no
Je n'aime pas du tout ce magasin | negative | no
L'application ne fonctionne plus | negative | no
Rien à redire, tout était parfait | positive | no
Pas mal du tout | positive/neutral | no
Aucun problème | positive | no
Plus jamais ! | negative | no
J'attends mon remboursement depuis trois semaines | negative | yes
J'ai appelé trois fois et personne ne répond | negative | yes
Obligé de rappeler plusieurs fois | negative | yes
L'attente est beaucoup trop longue | negative | yes
Je recommande vivement | positive | no
Je ne recommande pas | negative | no
Je suis tres decu | negative | no
C'est une honte, quelle arnaque | negative | no
Le vendeur était peu aimable | negative | no
Les prix sont trop élevés | negative | no
Il serait agréable d'avoir plus de caisses | negative | no
On ne pouvait rêver mieux | positive | no
Le colis est arrivé cassé | negative | no
Merci à toute l'équipe | positive | no
Merci pour rien | negative | no
Le colis est au dépôt | neutral | no
La facture date de lundi | neutral | no
😡 | negative | no
Accueil chaleureux 👍 | positive | no
Toujours pas de réponse à mes mails | negative |
Manque de choix | negative | no
L'accueil est agréable | positive | no
Jamais eu de problème | positive | no
Conseillers à l'écoute et compétents | positive | no
Ce n'est plus aussi bien qu'avant | negative | no
Laisse à désirer | negative | no
"""
SPANISH = """
Personal muy amable | positive | no
El servicio no es bueno | negative | no
No me gusta nada | negative | no
La aplicación no funciona | negative | no
No es nada bueno | negative | no
Ningún problema, todo perfecto | positive | no
No está mal | positive/neutral | no
Nunca más | negative | no
Llevo tres semanas esperando el reembolso | negative | yes
He llamado varias veces y nadie contesta | negative | yes
Tuve que llamar otra vez | negative | yes
Dos horas de espera | negative | yes
Lo recomiendo | positive | no
No lo recomiendo | negative | no
Muy mala atencion | negative | no
Es una estafa | negative | no
El vendedor fue poco amable | negative | no
Los precios son demasiado altos | negative | no
Deberían mejorar la atención | negative | no
No podría estar más contento | positive | no
El paquete llegó roto | negative | no
Muchas gracias a todo el equipo | positive | no
Gracias por nada | negative | no
El paquete está en la tienda | neutral | no
La factura es del lunes | neutral | no
😡 | negative | no
Buen trato 👍 | positive | no
Sigo sin respuesta | negative |
Falta de respeto | negative | no
¡Excelente servicio! | positive | no
Nunca he tenido un problema | positive/neutral | no
Deja mucho que desear | negative | no
Volveré sin duda | positive | no
Rápido, limpio y muy profesional | positive | no
"""
ROWS = [
    (language, *(part.strip() for part in line.split("|")))
    for language, lines in (("de", GERMAN), ("fr", FRENCH), ("es", SPANISH))
    for line in lines.strip().splitlines()
]


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """Everything read at once, as an export is; a short text shows no language, so it is stated."""
    table = pd.DataFrame(ROWS, columns=["language", "text", "right", "effort"])
    read = emotion.score(table["text"], table["language"]).texts
    return read.assign(language=table["language"], text=table["text"]).set_index(["language", "text"])


@pytest.mark.parametrize(("language", "text", "right", "effort"), ROWS)
def test_sentences(found: pd.DataFrame, language: str, text: str, right: str, effort: str) -> None:
    row = found.loc[(language, text)]
    assert row["state"] == "scored"
    assert row["polarity"] in right.split("/")
    assert effort in ("", "yes" if row["effort"] else "no")


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        ("de", "Das Personal ist nett, aber die Lieferung war zu spät",
         [("Das Personal ist nett,", "positive"), ("aber die Lieferung war zu spät", "negative")]),
        ("de", "Tolle Auswahl und die Kasse war langsam",
         [("Tolle Auswahl", "positive"), ("und die Kasse war langsam", "negative")]),
        ("de", "Gute Beratung, obwohl der Laden schmutzig war",
         [("Gute Beratung,", "positive"), ("obwohl der Laden schmutzig war", "negative")]),
        ("fr", "Le vendeur est gentil mais l'attente est interminable",
         [("Le vendeur est gentil", "positive"), ("mais l'attente est interminable", "negative")]),
        ("fr", "Belle boutique, par contre le site est nul",
         [("Belle boutique,", "positive"), ("par contre le site est nul", "negative")]),
        ("fr", "Personnel aimable, caisse lente",
         [("Personnel aimable,", "positive"), ("caisse lente", "negative")]),
        ("es", "El producto es bueno pero la entrega fue un desastre",
         [("El producto es bueno", "positive"), ("pero la entrega fue un desastre", "negative")]),
        ("es", "Muy buen precio. Sin embargo, nadie contesta el teléfono",
         [("Muy buen precio.", "positive"), ("Sin embargo, nadie contesta el teléfono", "negative")]),
        ("es", "La tienda es bonita y el personal es grosero",
         [("La tienda es bonita", "positive"), ("y el personal es grosero", "negative")]),
    ],
)  # fmt: skip
def test_clauses(language: str, text: str, clauses: list[tuple[str, str]]) -> None:
    read = emotion.score(pd.Series([text]), pd.Series([language]))
    cut = [(text[row.start : row.end], row.polarity) for row in read.mentions.itertuples()]
    assert cut == clauses
    assert read.texts["mixed"].tolist() == [True]


@pytest.mark.parametrize(
    ("language", "text", "emotions"),
    [
        ("de", "Ich habe Angst um mein Geld", "anxious"),
        ("de", "Die Anleitung ist verwirrend", "confused"),
        ("de", "Nicht zuverlässig", "anxious"),
        ("fr", "Je suis furieux", "angry"),
        ("fr", "Merci beaucoup", "grateful"),
        ("es", "Me siento ignorado", "neglected"),
        ("es", "Estoy encantada", "pleased"),
    ],
)
def test_emotions(language: str, text: str, emotions: str) -> None:
    assert emotion.score(pd.Series([text]), pd.Series([language])).texts["emotions"].tolist() == [emotions]


@pytest.mark.parametrize(
    ("language", "text", "unresolved"),
    [
        ("de", "Ich warte immer noch", True),
        ("de", "Problem wurde sofort gelöst", False),
        ("fr", "Toujours pas remboursé", True),
        ("fr", "Mon problème a été résolu, litige réglé", False),
        ("es", "Sigo esperando", True),
        ("es", "El problema fue solucionado", False),
    ],
)
def test_unresolved(language: str, text: str, unresolved: bool) -> None:
    assert emotion.score(pd.Series([text]), pd.Series([language])).texts["unresolved"].tolist() == [unresolved]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "keine Angabe"),
        ("de", "Nichts"),
        ("fr", "RAS"),
        ("fr", "rien à signaler"),
        ("es", "Ninguno"),
        ("es", "n/a"),
    ],
)
def test_non_answers(language: str, text: str) -> None:
    assert emotion.score(pd.Series([text]), pd.Series([language])).texts["state"].tolist() == ["non-answer"]


def test_the_same_text_is_read_in_the_language_of_each_row() -> None:
    read = emotion.score(pd.Series(["fatal", "fatal", "fatal"]), pd.Series(["es", "en", "nl"])).texts
    assert read["state"].tolist() == ["scored", "scored", "other language"]
    assert read["polarity"].tolist()[0] == "negative"
    assert pd.isna(read["polarity"].iloc[2])


def test_english_is_read_as_if_it_were_alone() -> None:
    texts = pd.Series(["The bus was late and nobody told us", "Nul, je ne recommande pas", "Lovely crew 👍"])
    together = emotion.score(texts).texts
    alone = emotion.score(texts.iloc[[0, 2]]).texts
    pd.testing.assert_frame_equal(together.iloc[[0, 2]], alone)


def test_an_explanation_speaks_of_the_words_of_its_language() -> None:
    why = emotion.explain("Le personnel n'est pas très aimable", language="fr")
    assert why.polarity == "negative"
    assert [mark.rule for mark in why.marks] == [
        "“aimable” is praise, turned round by “n'est pas très”",
    ]
    assert emotion.explain("Erg langzaam", language="nl").polarity == ""


def test_an_explanation_adds_up_to_what_was_scored() -> None:
    text = "Die Mitarbeiter sind nett, aber ich warte seit drei Wochen!"
    why = emotion.explain(text, language="de", question="Was können wir verbessern?", rating=0.2)
    parts = [*why.marks, *why.reasons]
    assert sum(part.negative for part in parts) == pytest.approx(why.negative)
    assert sum(part.positive for part in parts) == pytest.approx(why.positive)
    read = emotion.score(
        pd.Series([text]),
        pd.Series(["de"]),
        questions=pd.Series(["Was können wir verbessern?"]),
        ratings=pd.Series([0.2]),
    )
    assert read.texts["polarity"].tolist() == [why.polarity]
    chances = read.texts[["p_negative", "p_neutral", "p_positive"]].to_numpy()[0]
    assert np.log(chances[[0, 2]] / chances[1]) == pytest.approx([why.negative, why.positive], abs=1e-5)
