"""Made-up lines with one personal datum each, and lines that only look so; put together from small parts by a seed.

Nothing here is anybody's: digits are drawn, names and sentences are combined by chance.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

CARRIERS = {
    "en": (
        "Please get back to me: {}", "I gave {} to the lady at the till, nothing since!",
        "my details ({}) are wrong", "{} - how often do I have to send it?", "Nobody answered. {}",
        "The form would not take {}.",
    ),
    "de": (
        "Bitte melden Sie sich: {}", "Ich habe {} schon zweimal angegeben!", "meine Daten ({}) sind falsch",
        "{} - wie oft denn noch?", "Keine Antwort bisher. {}", "Das Formular nimmt {} nicht an.",
    ),
    "fr": (
        "Merci de me recontacter : {}", "J'ai donné {} à la caisse, rien depuis !",
        "mes coordonnées ({}) sont fausses", "{} - combien de fois encore ?", "Toujours sans réponse. {}",
        "Le formulaire refuse {}.",
    ),
    "es": (
        "Por favor, contesten: {}", "Di {} en la caja y nada desde entonces.", "mis datos ({}) están mal",
        "{} - ¿cuántas veces más?", "Nadie responde. {}", "El formulario no acepta {}.",
    ),
}  # fmt: skip
FIRST = {
    "en": (
        "Olivia", "Harry", "Grace", "Liam", "Siobhan", "Mary-Jane", "Priya", "Tom",
    ),
    "de": (
        "Anna", "Jürgen", "Heike", "Lukas", "Anneliese", "Karl-Heinz", "Sören", "Ayşe",
    ),
    "fr": (
        "Élodie", "Jean-Luc", "Amélie", "Thierry", "Noémie", "François", "Inès", "Luc",
    ),
    "es": (
        "Lucía", "Íñigo", "María José", "Andrés", "Begoña", "Álvaro", "Nuria", "Javier",
    ),
}  # fmt: skip
LAST = {
    "en": (
        "Whitfield", "O'Leary", "Ashworth-Cole", "McBride", "Patel", "Hargreaves", "Boyd", "St. Clair",
    ),
    "de": (
        "Keller", "Groß", "von Ahlen", "Müller-Lang", "Öztürk", "Baumgärtner", "Vogt", "Schmidt",
    ),
    "fr": (
        "Lefèvre", "d'Aubigny", "de La Tour", "Marchand", "Benali", "Dupont-Roy", "Garnier", "Petit",
    ),
    "es": (
        "García Ruiz", "Núñez", "de la Fuente", "Ibáñez", "Etxeberria", "Peña", "Ortega", "Molina",
    ),
}  # fmt: skip
DOMAINS = ("example.com", "mail.example.org", "exemple.fr", "beispiel.de", "ejemplo.es", "example.co.uk", "esempio.it",
           "voorbeeld.nl", "example.com.br", "my-post.example.net")  # fmt: skip
# The last two to four digits are drawn, so that what stands before them stays a network of that country.
PHONES = {
    "GB en": (
        "07712 999999", "+44 7712 999999", "020 7946 0999", "(0161) 496 0999", "0044 7712 999 999", "01632-960-999",
    ),
    "IE en": (
        "087 222 9999", "+353 87 222 9999", "(01) 679 2999",
    ),
    "US en": (
        "(212) 555-0199", "212-555-0199", "+1 (212) 555 0199", "212.555.0199", "1-212-555-0199", "2125550199",
    ),
    "CA en": (
        "(416) 555-0199", "+1 416 555 0199", "416-555-0199",
    ),
    "AU en": (
        "0412 222 999", "+61 412 222 999", "(02) 9374 2999",
    ),
    "IN en": (
        "98765 22999", "+91 98765 22999", "+91-9876522999",
    ),
    "ZA en": (
        "082 222 9999", "+27 82 222 9999",
    ),
    "DE de": (
        "0151 22299999", "0151/22299999", "+49 151 22299999", "+49 (0)30 2229999", "030 / 22 29 99 99",
        "0049 151 22299999", "(030) 2229999", "0151-222 999 99", "030-2229999",
    ),
    "AT de": (
        "0664 2229999", "+43 664 2229999", "0664/222 99 99", "01 2229999",
    ),
    "CH de": (
        "079 222 99 99", "+41 79 222 99 99", "044 222 99 99", "0041 79 222 99 99",
    ),
    "FR fr": (
        "06 22 29 99 99", "06.22.29.99.99", "0622299999", "+33 6 22 29 99 99", "01-42-29-99-99",
        "0033 6 22 29 99 99", "+33(0)622299999",
    ),
    "BE fr": (
        "0472 22 99 99", "+32 472 22 99 99", "0472/22.99.99", "02 222 99 99",
    ),
    "CH fr": (
        "022 222 99 99", "+41 22 222 99 99",
    ),
    "ES es": (
        "612 229 999", "612 22 99 99", "+34 612 229 999", "612229999", "91 222 99 99", "0034 612 229 999",
        "612-229-999",
    ),
    "MX es": (
        "55 2229 9999", "+52 55 2229 9999", "(55) 2229-9999",
    ),
    "AR es": (
        "011 4229-9999", "+54 11 4229 9999", "+54 9 11 4229 9999",
    ),
    "IT en": (
        "347 222 9999", "+39 347 222 9999", "06 6982 2999", "3472229999",
    ),
    "NL en": (
        "06 22299999", "06-22299999", "+31 6 22299999", "020 222 9999",
    ),
    "PT es": (
        "912 229 999", "+351 912 229 999",
    ),
    "PL en": (
        "602 229 999", "+48 602 229 999", "22 229 99 99",
    ),
    "SE en": (
        "070-222 99 99", "+46 70 222 99 99", "08-222 999 99",
    ),
    "DK en": (
        "20 22 99 99", "+45 20 22 99 99",
    ),
    "NO en": (
        "412 22 999", "+47 412 22 999",
    ),
    "BR es": (
        "(11) 92229-9999", "+55 11 92229-9999", "11 92229-9999",
    ),
    "TR en": (
        "0532 222 99 99", "+90 532 222 99 99",
    ),
    "JP en": (
        "090-2222-9999", "+81 90 2222 9999",
    ),
    "SG en": (
        "9122 2999", "+65 9122 2999",
    ),
}  # fmt: skip
CARDS = (
    ("4", 16, (4, 4, 4, 4)), ("51", 16, (4, 4, 4, 4)), ("2221", 16, (4, 4, 4, 4)), ("37", 15, (4, 6, 5)),
    ("6011", 16, (4, 4, 4, 4)), ("36", 14, (4, 6, 4)), ("3530", 16, (4, 4, 4, 4)), ("6759", 19, (4, 4, 4, 4, 3)),
    ("62", 16, (4, 4, 4, 4)),
)  # fmt: skip
# "9" a digit, "A" a capital letter.
ACCOUNTS = {
    "GB": "AAAA99999999999999", "DE": "999999999999999999", "FR": "99999999999999999999A99",
    "ES": "99999999999999999999", "IT": "A9999999999999999999999", "NL": "AAAA9999999999", "BE": "999999999999",
    "CH": "99999999999999999", "AT": "9999999999999999", "IE": "AAAA99999999999999",
    "PL": "999999999999999999999999", "PT": "999999999999999999999", "SE": "99999999999999999999",
    "NO": "99999999999", "DK": "99999999999999", "LU": "999AAAAAAAAAAAAA", "CZ": "99999999999999999999",
    "HU": "999999999999999999999999", "TR": "999999AAAAAAAAAAAAAAAA", "MT": "AAAA99999AAAAAAAAAAAAAAAAAA",
}  # fmt: skip
QUERIES = (
    "order={n}", "customer_id={n}", "email=anna%40example.com", "token={h}", "uid={n}", "session={h}",
    "kundennummer={n}", "bestellung={n}", "kundennr={n}&lang=de", "commande={n}", "num_client={n}", "pedido={n}",
    "cliente={n}", "booking={h}", "utm_source=mail&cid={n}", "buchung={h}",
)  # fmt: skip
CLOSINGS = {
    "en": (
        "Best regards,\n{}", "Kind regards\n{}", "Regards, {}", "Yours sincerely,\n\n{}", "Many thanks,\n{}",
        "Cheers\n{}", "Best wishes,\n{}", "Thank you.\n{}", "Sincerely, {}", "warm regards\n{}", "Signed, {}",
        "Name: {}",
    ),
    "de": (
        "Mit freundlichen Grüßen\n{}", "Mit freundlichen Grüssen,\n{}", "Viele Grüße, {}", "Freundliche Grüße\n{}",
        "MfG {}", "LG\n{}", "Beste Grüße\n{}", "Herzliche Grüße,\n{}", "Hochachtungsvoll\n{}", "Vielen Dank\n{}",
        "gez. {}", "Mit freundlichem Gruß\n\n{}",
    ),
    "fr": (
        "Cordialement,\n{}", "Bien cordialement\n{}", "Cordialement {}", "Sincères salutations,\n{}",
        "Bien à vous,\n{}", "Merci d'avance,\n{}", "Meilleures salutations\n{}", "Respectueusement,\n{}",
        "Signé : {}", "Nom : {}",
    ),
    "es": (
        "Atentamente,\n{}", "Un saludo,\n{}", "Saludos cordiales\n{}", "Saludos, {}", "Muchas gracias,\n{}",
        "Un cordial saludo\n{}", "Atte. {}", "Cordialmente,\n{}", "Fdo.: {}", "Nombre: {}",
    ),
}  # fmt: skip
OPENINGS = {
    "en": (
        "My name is {} and I am not happy.", "Hello, this is {} from Leeds, about the sofa.",
        "hi, my name's {}, I wrote last week", "This is {} calling about the broken lift.",
    ),
    "de": (
        "Mein Name ist {} und ich bin enttäuscht.", "Guten Tag, hier ist {} aus Bonn.",
        "ich heiße {} und warte seit Wochen", "Hier spricht {}, es geht um das Sofa.",
    ),
    "fr": (
        "Je m'appelle {} et je suis déçue.", "Bonjour, mon nom est {}, je vous ai écrit hier.",
        "ici {} de Lyon, au sujet du canapé",
    ),
    "es": (
        "Me llamo {} y estoy decepcionada.", "Hola, mi nombre es {} y escribí ayer.",
        "Hola, soy {} de Burgos, por el sofá",
    ),
}  # fmt: skip
SPOKEN_OF = {
    "en": (
        "I spoke to {} twice and got nowhere.", "{} was very kind to us.", "Thanks to {}'s patience it worked.",
        "asked for {}, who never rang back",
    ),
    "de": (
        "Ich habe zweimal mit {} gesprochen.", "{} war sehr freundlich zu uns.", "Dank an {} am Empfang!",
        "sollte {} anrufen, nie erreicht",
    ),
    "fr": (
        "J'ai parlé deux fois avec {}.", "{} a été très gentille.", "Merci à {} pour son aide !",
    ),
    "es": (
        "Hablé dos veces con {}.", "{} fue muy amable.", "Gracias a {} por su ayuda.",
    ),
}  # fmt: skip
DECOYS = {
    "email": (
        "We ate at the café, dot dot dot", "Love it @ the shop", "meet @ 5pm", "price 2 @ 3.50",
        "look at dot com prices", "and at one point we gave up",
        "open at no point in time", "@home it is cheaper", "arrived at 9.30 at gate b", "C@fé was closed",
        "auf den Punkt gebracht", "au point de vente", "en punto a las nueve",
    ),
    "phone": (
        "Order {9} never came", "Bestellnummer {9} fehlt", "commande n° {9} perdue", "pedido {9} sin noticias",
        "Ticket #{10} still open", "Rechnung {8} ist falsch", "facture {8} erronée", "factura {8} equivocada",
        "Kundennummer: {9}", "numéro de client {8}", "número de cliente {8}", "tracking {12} says delivered",
        "Sendung {14} verloren", "colis {13} perdu", "paquete {13} perdido", "12345 Springfield, IL",
        "SW1A 2AA London", "10115 Berlin", "75001 Paris", "28013 Madrid", "1010 Wien", "00-950 Warszawa",
        "CEP 01310-100", "1000-205 Lisboa", "NY 11776-1234", "paid 1.299,00 € instead of 1.199,00 €",
        "1 299,00 € au lieu de 1 199,00 €", "£12,500.00 and £13,250.00", "CHF 1'250.00", "03.04.2024 14:30 Uhr",
        "le 03/04/2024 à 14h30", "2024-04-03 14:30:00", "del 03-04-2024 al 10-04-2024", "open 10:00-18:30",
        "2019-2023", "room 1204 / 1206", "ISBN 978-3-16-148410-0", "EAN 4006381333931", "flight LH 1234 on 12/05",
        "ICE 1045 um 10:15", "vol AF 1680", "SIRET 732 829 320 00074", "USt-IdNr. DE123456789", "NIF B12345678",
        "VAT GB 999 9999 73", "10 000 000 people", "15 000 km since 2021", "48.8566, 2.3522", "52.520008 13.404954",
        "1 2 3 4 5 6 7 8", "size 38-40-42-44", "3-1-2-0-1-4-2", "reference 12 345 678", "policy 123456789",
        "Artikel 4711-0815-33", "réf. 12.345.678", "artículo 10.20.30.40.50", "invoice no 2024/001234",
        "part 555-123456-22",
    ),
    "card": (
        "tracking 00340434161094042557 lost", "order 4111 1111 1111 1112", "1234 5678 9012 3456",
        "serial 5500-0000-0000-0000", "{16}x", "1000 2000 3000 4000 5000", "code 0000 0000 0000 0000",
        "from 1111 to 2222 and 3333 to 4444",
    ),
    "iban": (
        "zone GB12 and zone GB13", "model DE89 3704", "GB82 WEST 1234 5698 7654 33", "part FR14 2004 1010",
        "BE68 plug", "voucher AB12 CD34 EF56 GH78", "Gutschein DE12 ABCD 3456 EFGH 78",
        "code promo FR76 SOLDE 2024",
    ),
    "ip": (
        "version 2.10.3.1 crashes", "iOS 17.4.1.2 update", "chapter 1.2.3.4.5", "firmware v1.2.3.4", "at 12:30:45",
        "score 3:2:1", "ratio 16:9:4", "Kapitel 3.1.4", "build 10.0.19045.1", "10:15:20:00",
        "App-Version 4.12.0.7 stürzt ab", "la versión 3.4.0.1 falla", "version 6.1.2.0 de l'appli",
    ),
    "handle": (
        "great @ work", "5 @ 10 each", "@ 9am", "email@", "4@once", "w/o help", "u/s item", "a/c broken",
    ),
    "link": (
        "https://shop.example/help?lang=en", "www.shop.example/item/red-sofa",
        "https://shop.example/?page=2&sort=price", "https://shop.example/faq#returns",
        "http://laden.example/suche?farbe=rot", "https://boutique.example/?taille=42",
        "https://tienda.example/sofas?color=rojo", "www.example.org/2024/05/news",
    ),
    "name (signature)": (
        "Best regards,\nA disappointed customer", "Regards, The Management", "Kind regards\nDisappointed Customer",
        "Thanks, Amazon", "Cheers\nGreat Service", "Many thanks,\nStill waiting",
        "This is Great from start to finish", "This is from Monday", "My name is on the ticket",
        "My name is not Amazon", "My name was misspelled", "This is the best hotel", "This is Premium from Sony",
        "Best wishes from London", "Thank you.\nGreat Hotel", "Thank You\nVery Much", "Sincerely disappointed",
        "Regards the delivery, it was late", "In this regard\nDelivery was late", "With regards to Delivery",
        "Product name: Galaxy", "Mit freundlichen Grüßen\nEin enttäuschter Kunde", "Viele Grüße aus Hamburg",
        "LG\nFernseher kaputt", "LG Fernseher ist toll", "MfG\nIhr Kunde", "Vielen Dank\nTolles Hotel",
        "Mein Name ist falsch geschrieben", "Mein Name ist Programm", "Hier ist Platz für alle",
        "Hier ist Ruhe aus Prinzip", "Danke\nImmer wieder gerne", "Cordialement,\nUn client déçu",
        "Merci d'avance,\nService Client", "Cordialement,\nVotre Client Fidèle", "Accueil cordialement froid",
        "Mon nom est mal écrit", "ici Paris est loin", "Merci\nTrès bon hôtel", "C'est Noël de bonne heure",
        "Je m'appelle autrement", "Atentamente,\nUna clienta enfadada", "Saludos,\nCliente Insatisfecho",
        "Saludos desde Madrid", "Muchas gracias,\nExcelente Servicio", "Soy Cliente de siempre", "soy de Burgos",
        "Me llamo la atención", "Mi nombre no estaba", "Gracias\nMuy Buen Trato", "Name: see above",
        "Nombre: el mismo", "Hotel Name: Royal Plaza", "All the best\nHotel Staff", "Yours,\nAngry Guest",
        "Kind regards to the Reception Team",
    ),
    "name (list)": (
        "The keller was damp", "boyd's law", "a petit problem", "patel", "Tompkins", "St. Patrick", "molina rice",
        "Kellermeister Bräu", "Grace period is over", "Annabelle", "Harry Potter tour", "Ortega's Tacos",
        "Petit déjeuner", "Garnier shampoo", "Schmidtchen", "Vogtland",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line with a datum in it, and what it should read afterwards; "{}" there stands for any one mask."""

    kind: str
    country: str
    text: str
    after: str


class Draw:
    """All lines of one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - nothing here is secret

    def lines(self) -> list[Line]:
        """The lines with personal data, every kind and country in an order that the seed decides."""
        return [*self._emails(), *self._phones(), *self._cards(), *self._ibans(), *self._ips(), *self._handles(),
                *self._links(), *self._signed(), *self._listed()]  # fmt: skip

    def decoys(self) -> list[tuple[str, str]]:
        """What it looks like, and a line with nothing personal in it."""
        return [(kind, self._numbered(text)) for kind, texts in DECOYS.items() for text in texts]

    def names(self) -> list[str]:
        """The list of names that a person would give: everybody whom the lines of "name (list)" speak of."""
        return [f"{first} {last}" for code in FIRST for first, last in zip(FIRST[code], LAST[code], strict=True)]

    def _numbered(self, text: str) -> str:
        for size in range(8, 17):
            text = text.replace(f"{{{size}}}", self._digits("2" + "9" * (size - 1)))
        return text

    def _digits(self, shape: str) -> str:
        pick = {"9": "0123456789", "2": "23456789", "A": "ABCDEFGHKLMNPRST"}
        return "".join(self._chance.choice(pick[sign]) if sign in pick else sign for sign in shape)

    def _carried(self, kind: str, country: str, code: str, datum: str) -> Line:
        carrier = self._chance.choice(CARRIERS[code])
        return Line(kind, country, carrier.replace("{}", datum), carrier)

    def _emails(self) -> Iterator[Line]:
        said = {
            "en": (" at ", " dot "),
            "de": (" (at) ", " Punkt "),
            "fr": (" arobase ", " point "),
            "es": (" arroba ", " punto "),
        }
        for code, firsts in FIRST.items():
            for number, first in enumerate(firsts):
                name = _plain(first) + self._chance.choice((".", "_", "-", "")) + _plain(LAST[code][number])
                domain = self._chance.choice(DOMAINS)
                shouted = f"{name}{self._chance.randrange(99)}@{domain}".upper()
                forms = (f"{name}@{domain}", shouted, f"{name}[at]{domain}", f"{name}+shop@{domain}",
                         f"{name} (at) {domain}",
                         name + said[code][0] + domain.replace(".", said[code][1]), f"<{name}@{domain}>")  # fmt: skip
                form = forms[number % len(forms)]
                line = self._carried("email", code, code, form.strip("<>"))
                if form.startswith("<"):
                    line = Line(line.kind, code, line.after.replace("{}", form), line.after.replace("{}", "<{}>"))
                yield line

    def _phones(self) -> Iterator[Line]:
        for place, shapes in PHONES.items():
            country, code = place.split()
            for shape in shapes:
                yield self._carried("phone", country, code, self._dialled(country, shape))

    def _dialled(self, country: str, shape: str) -> str:
        """The number with its last digits drawn: those in front are a network's, or fixed for made-up numbers."""
        drawn = {"GB": 3, "US": 2, "CA": 2, "IN": 3}.get(country, 4)
        signs = list(shape)
        for position in [i for i, sign in enumerate(signs) if sign.isdigit()][-drawn:]:
            signs[position] = self._chance.choice("0123456789")
        return "".join(signs)

    def _cards(self) -> Iterator[Line]:
        for start, size, groups in CARDS:
            body = start + self._digits("9" * (size - len(start) - 1))
            number = body + _luhn(body)
            for glue, code in ((" ", "en"), ("-", "de"), ("", "fr"), (".", "es")):
                if glue == "." and size not in (15, 16):
                    continue
                parts, at = [], 0
                for group in groups:
                    parts.append(number[at : at + group])
                    at += group
                yield self._carried("card", code, code, glue.join(parts))

    def _ibans(self) -> Iterator[Line]:
        codes = {"DE": "de", "AT": "de", "CH": "de", "FR": "fr", "BE": "fr", "LU": "fr", "ES": "es"}
        for country, shape in ACCOUNTS.items():
            account = self._digits(shape.replace("2", "9"))
            number = country + _mod97(country, account) + account
            spaced = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
            for form in (
                spaced,
                number,
                self._chance.choice((number.lower(), spaced.replace(" ", "-"), f"IBAN: {spaced}")),
            ):
                line = self._carried("iban", country, codes.get(country, "en"), form.removeprefix("IBAN: "))
                yield line

    def _ips(self) -> Iterator[Line]:
        for code in CARRIERS:
            for last in range(6):
                four = ".".join(str(self._chance.randrange(1, 255)) for _ in range(4))
                eight = [f"{self._chance.randrange(16**4):x}" for _ in range(8)]
                forms = (
                    four,
                    f"{four}:8080",
                    ":".join(eight),
                    f"2001:db8::{eight[6]}:{eight[7]}",
                    f"{four}/24",
                    f"fe80::{':'.join(eight[:4])}",
                )
                form = forms[last]
                line = self._carried("ip", code, code, form.removesuffix(":8080"))
                if form.endswith(":8080"):
                    line = Line("ip", code, line.after.replace("{}", form), line.after.replace("{}", "{}:8080"))
                yield line

    def _handles(self) -> Iterator[Line]:
        for code, firsts in FIRST.items():
            for number, first in enumerate(firsts):
                name = _plain(first).replace("-", "_") + str(self._chance.randrange(2000))
                forms = (
                    f"@{name}",
                    f"@{name.title()}",
                    f"@_{name}_",
                    f"@{name}@social.example",
                    f"u/{name}",
                    f".@{name}",
                    f"/u/{name}",
                    f"@{name}",
                )
                form = forms[number]
                line = self._carried("handle", code, code, form.removeprefix("."))
                yield line

    def _links(self) -> Iterator[Line]:
        for number, query in enumerate(QUERIES):
            code = ("en", "de", "fr", "es")[number % 4]
            base = self._chance.choice(
                ("https://shop.example/account", "www.example.net/p", "http://laden.example/x/y")
            )
            filled = query.format(n=self._digits("29999"), h=f"{self._chance.getrandbits(64):016x}")
            carrier = "{} - what is this?"
            yield Line("link", code, carrier.replace("{}", f"{base}?{filled}"), carrier.replace("{}", base))

    def _signed(self) -> Iterator[Line]:
        said = {
            "en": "The sofa came late. ",
            "de": "Das Sofa kam zu spät. ",
            "fr": "Le canapé est arrivé tard. ",
            "es": "El sofá llegó tarde. ",
        }
        for code, closings in CLOSINGS.items():
            for number, closing in enumerate(closings):
                name = self._name(code, number)
                form = (said[code] + "\n" + closing) if number % 3 else (said[code].strip() + "\n\n" + closing)
                yield Line("name (signature)", code, form.replace("{}", name), form)
            for number, opening in enumerate(OPENINGS[code]):
                # "Soy Ana" alone could be anything; people give both names when they introduce themselves.
                name = self._name(code, 0 if number > 1 else number)
                yield Line("name (signature)", code, opening.replace("{}", name), opening)

    def _name(self, code: str, number: int) -> str:
        first, last = self._chance.choice(FIRST[code]), self._chance.choice(LAST[code])
        forms = (
            f"{first} {last}",
            f"{first} {last}",
            first,
            f"{first[0]}. {last}",
            f"{first} {last}",
            f"{first} {last[0].upper()}.",
        )
        return forms[number % len(forms)]

    def _listed(self) -> Iterator[Line]:
        for code, carriers in SPOKEN_OF.items():
            for number, (first, last) in enumerate(zip(FIRST[code], LAST[code], strict=True)):
                whole, bare = f"{first} {last}", f"{_plain(first).title()} {_plain(last).title()}"
                forms = (whole, whole.upper(), f"{first[0]}. {last}", whole.lower(), f"{last}, {first}", whole, bare,
                         whole)  # fmt: skip
                carrier = carriers[number % len(carriers)]
                yield Line("name (list)", code, carrier.replace("{}", forms[number]), carrier)


def _plain(name: str) -> str:
    """A name as it stands in an address: small letters without marks."""
    import unicodedata

    for sign, two in (("ß", "ss"), ("ø", "o"), ("'", ""), (". ", ""), (" ", "")):
        name = name.replace(sign, two)
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(sign for sign in letters if sign.isascii())


def _luhn(body: str) -> str:
    total = 0
    for position, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def _mod97(country: str, account: str) -> str:
    number = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{98 - int(number) % 97:02d}"
