"""Names in texts: those people write under their words or introduce themselves by, and those of a list."""

import pandas as pd
import pytest

from cxanalytics import privacy

LISTED = privacy.listed(["Anna Keller", "Müller, Jürgen", "María José de la Fuente", "O'Leary", "Bo", "", "x", "12"])


def masked(text: str, listed: privacy.Names = privacy.NOBODY) -> str:
    return str(privacy.redact(pd.Series([text], dtype="str"), public=(), listed=listed)[0][0])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Late again.\nBest regards,\nAnna Keller", "Late again.\nBest regards,\n[name]"),
        ("Kind regards Mo Malik", "Kind regards [name]"),
        ("Kind regards. Marek", "Kind regards. [name]"),
        ("Thanks\nGemma Gibson.", "Thanks\n[name]."),
        ("Spät.\nMit freundlichen Grüßen\nA. Keller", "Spät.\nMit freundlichen Grüßen\n[name]"),
        ("MfG Dr. Jürgen von Ahlen", "MfG Dr. [name]"),
        ("Viele Grüße, Anna aus Hamburg", "Viele Grüße, [name] aus Hamburg"),
        ("gez. Heike K.", "gez. [name]"),
        ("Cordialement,\nJean-Luc d'Aubigny", "Cordialement,\n[name]"),
        ("Atentamente,\nÍñigo de la Fuente", "Atentamente,\n[name]"),
        ("My name is Tom Patel and I am not happy.", "My name is [name] and I am not happy."),
        ("Hello, this is Olivia from Leeds", "Hello, this is [name] from Leeds"),
        ("Mein Name ist Anna Keller.", "Mein Name ist [name]."),
        ("Je m'appelle Élodie Petit et", "Je m'appelle [name] et"),
        ("Hola, soy Ana García, de Burgos", "Hola, soy [name], de Burgos"),
        ("Too late.\nName: Anna Keller", "Too late.\nName: [name]"),
    ],
)
def test_people_who_sign_or_introduce_themselves(text: str, after: str) -> None:
    assert masked(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "Best regards,\nA disappointed customer", "Regards, The Management", "With regards to Delivery, it was late",
        "In that regard. However, the food was good", "ATTENTION", "Thanks, Amazon", "This is Great from start to end",
        "This is from Monday", "My name is on the ticket", "Mit freundlichen Grüßen\nEin enttäuschter Kunde",
        "Viele Grüße aus Hamburg", "LG Fernseher ist toll", "Hier ist Platz für alle", "Hier ist Ruhe von Dauer",
        "Merci d'avance,\nService Client", "ici Paris, rien ne va", "Soy Cliente, de siempre", "Me llamo la atención",
        "Hotel Name: Royal Plaza", "Thank you.\nGreat Hotel", "I HAVE SIGNED UP", "Name: see above",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Anna Keller was kind", "[name] was kind"),
        ("asked for ANNA KELLER and anna keller", "asked for [name] and [name]"),
        ("Keller, Anna said so", "[name] said so"),
        ("A. Keller's help, Anna K. too", "[name]'s help, [name] too"),
        ("Jürgen Müller, Juergen Mueller, Jurgen Muller", "[name], [name], [name]"),
        ("with Maria Jose de la Fuente", "with [name]"),
        ("Mr O’Leary and Bo", "Mr [name] and [name]"),
        ("anna met keller, the keller was wet", "anna met keller, the keller was wet"),
        ("bo and Bob, Annabelle Keller", "bo and Bob, Annabelle Keller"),
        ("Anna. The Keller was wet", "Anna. The Keller was wet"),
    ],
)
def test_names_of_a_list(text: str, after: str) -> None:
    assert masked(text, LISTED) == after


def test_a_list_counts_its_names_and_prints_none() -> None:
    assert LISTED.count == 5
    assert repr(LISTED) == "Names(count=5)"
    assert not privacy.listed(["", "?"])


def test_names_count_together_over_all_rows() -> None:
    texts = pd.Series(["Anna Keller", "Regards, Tom", "Anna Keller", None], dtype="str")
    result, counts = privacy.redact(texts, public=(), listed=LISTED)
    assert result.fillna("-").tolist() == ["[name]", "Regards, [name]", "[name]", "-"]
    assert counts == {"name": 3}


def test_only_other_kinds_leave_names() -> None:
    texts = pd.Series(["Anna Keller, a@example.com"], dtype="str")
    assert privacy.redact(texts, (), ("email",), LISTED)[0].tolist() == ["Anna Keller, [email]"]
