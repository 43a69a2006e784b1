"""LimeSurvey exports: full headings in English, German and French, and code headings."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

ENGLISH = (
    '"Response ID","Date submitted","Last page","Start language","Seed","Date started","Date last action",'
    '"IP address","Referrer URL","How likely are you to recommend us?","Which of these? [Bread &amp; rolls]",'
    '"Which of these? [Cake]","What should we change?"'
)  # fmt: skip
ROWS = (
    ('"1","2016-08-27 20:10:12","3","en","77","2016-08-27 20:00:00","2016-08-27 20:10:12","10.0.0.1","","9","Yes","No",'
    '"More room between the tables"'),
    ('"2","","1","en","78","2016-08-28 20:00:00","2016-08-28 20:01:00","10.0.0.2","","N/A","No","N/A",'
    '"The queue went around the house"'),
    '"3","","1","en","79","2016-08-28 21:00:00","2016-08-28 21:01:00","10.0.0.3","","N/A","No","N/A",""',
)  # fmt: skip


def test_full_headings(write: Write) -> None:
    path = write("results-survey123456.csv", "\n".join((ENGLISH, *ROWS)))
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("limesurvey", 0.95)
    assert new.ledger.source == "LimeSurvey: 123456"
    assert (new.ledger.read, new.ledger.kept) == (3, 2)
    assert new.feedback["text"].tolist() == ["More room between the tables", "The queue went around the house"]
    assert new.feedback["status"].tolist() == ["complete", "incomplete"]
    assert new.ledger.dates == ("2016-08-27T20:10:12", "2016-08-28T20:01:00")
    assert "2 responses were not submitted; they are kept where they say something." in new.ledger.warnings
    assert new.ledger.dropped == ("IP address",)
    reading = ingest.inspect(path)
    assert reading.questions["Which of these? [Bread &amp; rolls]"] == "Which of these? [Bread & rolls]"
    assert (reading.roles["Seed"], reading.roles["Last page"]) == ("ignore", "ignore")
    assert (reading.table["Which of these? [Cake]"] == "").sum() == 2  # N/A: not asked


def test_german_with_semicolons(write: Write) -> None:
    path = write(
        "results-survey654321.csv",
        '"Antwort ID";"Datum Abgeschickt";"Letzte Seite";"Start-Sprache";"Zufallsstartwert";"Wie war es? [Sonstiges]";'
        '"Was sollen wir ändern?"\n'
        '"1";"2021-11-08 10:00:00";"3";"de";"5";"";"Mehr Platz zwischen den Tischen"\n',
        "utf-8-sig",
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.facts["delimiter"]) == ("limesurvey", "semicolon")
    assert (reading.column("occurred_at"), reading.column("language")) == ("Datum Abgeschickt", "Start-Sprache")
    assert reading.columns("text") == ["Was sollen wir ändern?"]


def test_french(write: Write) -> None:
    path = write(
        "results-survey.csv",
        '"ID de la réponse","Date de soumission","Dernière page","Langue de départ","Tête de série",'
        '"Date de lancement","Date de la dernière action","Adresse IP","URL référente","Que faut-il changer ?"\n'
        '"1","2021-11-08 10:00:00","3","fr","5","2021-11-08 09:00:00","2021-11-08 10:00:00","10.0.0.1","",'
        '"Plus de place entre les tables"\n',
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.column("source_id")) == ("limesurvey", "ID de la réponse")
    assert (reading.column("occurred_at"), reading.personal) == ("Date de soumission", ("Adresse IP",))


def test_code_headings_and_no_date_stamps(write: Write) -> None:
    path = write(
        "results-survey777777.csv",
        '"id","submitdate","lastpage","startlanguage","G01Q01","G01Q02[other]"\n'
        '"1","1980-01-01 00:00:00","3","en","More room between the tables","-oth-"\n'
        '"2","1980-01-01 00:00:00","3","en","A lamp by the door would help","-oth-"\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.dates) == ("limesurvey", None)
    assert new.ledger.roles["text"] == "G01Q01"
    assert any("date-stamping was off" in sentence for sentence in new.ledger.warnings)


def test_codes_before_the_questions(write: Write) -> None:
    path = write(
        "results-survey888888.csv",
        '"id. Response ID","submitdate. Date submitted","lastpage. Last page","G01Q01. What should we change?"\n'
        '"1","2021-11-08 10:00:00","3","More room between the tables"\n',
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.column("occurred_at")) == ("limesurvey", "submitdate. Date submitted")
    assert reading.questions["G01Q01. What should we change?"] == "What should we change?"
