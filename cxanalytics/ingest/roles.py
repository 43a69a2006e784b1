"""Which column plays which role: the header dictionary proposes, the content of the column decides."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from cxanalytics.ingest import dates, freetext, headers, ratings
from cxanalytics.ingest.profile import MOST_COLUMNS, Profile, profiles

# Roles that one column alone can play.
SINGLE = ("title", "question", "rating", "occurred_at", "source_id", "customer", "author", "touchpoint",
          "channel", "language", "url", "reach", "status")  # fmt: skip
# A header that names one of these is no question, however its cells read.
_NAMED_ROLES = ("segment", "channel", "status", "language", "title", "author", "customer", "source_id", "url",
                "touchpoint")  # fmt: skip
_DATE_WORD = re.compile(r".*\b(date|datum|fecha|data|time|timestamp|created|submitted|published|posted|received)\b.*")
_NAMELESS = re.compile(r"Column \d+")
_ID_WORD = re.compile(r".*\b(id|uuid|guid)\b.*")
_OTHERS_ID = re.compile(
    r".*\b(user|author|customer|parent|reply|response tweet|in response|business|location|collector|network|"
    r"product|app|video|channel|campaign|survey|company|store|agent|account|conversation|main|thread|page|asin)\b.*"
)


@dataclass(frozen=True)
class Roles:
    """roles: column -> role, every column once. personal: columns never kept. scores: columns that look like
    further ratings. said: sentences for the ledger.
    """

    roles: Mapping[str, str]
    personal: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass
class _Board:
    """What is known while roles are being given out."""

    table: pd.DataFrame
    questions: Mapping[str, str]
    settled: Collection[str]
    roles: dict[str, str]
    profiles: Mapping[str, Profile] = field(init=False)
    headers: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        names = [str(name) for name in self.table]
        near = [*names[:MOST_COLUMNS], *(name for name in names[MOST_COLUMNS:] if name in self.roles)]
        self.profiles = profiles(self.table[near])
        self.headers = {name: headers.clean(name) for name in near}

    def open(self) -> list[str]:
        """Columns without a role yet."""
        return [name for name in self.headers if name not in self.roles]

    def asked(self, name: str) -> str:
        """Header and, where it differs, the question, as plain words."""
        question = headers.clean(self.questions.get(name, ""))
        return question or self.headers[name]

    def is_sparse(self, name: str) -> bool:
        """Filled in almost no record, or nameless and filled in few: it never beats another column."""
        facts = self.profiles[name]
        nameless = _NAMELESS.fullmatch(name) is not None
        return facts.filled < (0.5 if nameless else 0.05) * facts.records

    def give(self, role: str, fits: Callable[[Profile], bool]) -> None:
        """Give a role of one column to the surest header whose content fits."""
        if role in self.settled:
            return
        ranked = [(headers.exact(role, self.headers[name]), name) for name in self.open()]
        named = sorted((self.is_sparse(name), rank, name) for rank, name in ranked if rank is not None)
        for _, _, name in named:
            if fits(self.profiles[name]):
                self.roles[name] = role
                return


def infer(
    table: pd.DataFrame,
    known: Mapping[str, str] | None = None,
    questions: Mapping[str, str] | None = None,
    settled: Collection[str] = (),
) -> Roles:
    """A role for every column of a table of text cells; "ignore" where none fits.

    `known` are columns whose role the format tells; the roles it names, and those in `settled`, are not given
    to further columns. `questions` are the questions behind the columns where they differ from the headers.
    """
    known = dict(known or {})
    board = _Board(table, questions or {}, {*settled, *(set(known.values()) - {"ignore", "segment"})}, known)
    dropped = _personal(board)
    _replies(board)
    _date(board)
    _people(board)
    personal = _address_as_key(board, dropped)
    scores = _rating(board)
    _details(board)
    said = _texts(board)
    _segments(board)
    more = table.shape[1] - MOST_COLUMNS
    if more > 0:
        said += (f"Only the first {MOST_COLUMNS:,} columns were looked at; say what the other {more:,} are if needed.",)
    return Roles({str(name): board.roles.get(str(name), "ignore") for name in table}, personal, scores, said)


def _personal(board: _Board) -> tuple[str, ...]:
    """Columns of names, addresses and coordinates are not kept."""
    personal = []
    for name in board.open():
        header, facts = board.headers[name], board.profiles[name]
        if headers.is_email(header) or facts.emails > 0.5 or headers.is_personal(header) or facts.ips > 0.5:
            board.roles[name] = "ignore"
            personal.append(name)
    return tuple(personal)


def _replies(board: _Board) -> None:
    for name in board.open():
        if not headers.is_reply(board.headers[name]) or (headers.is_open_question(board.asked(name)) and "?" in name):
            continue
        facts = board.profiles[name]
        spoken = facts.letters > 0.5 and facts.dated < 0.5
        board.roles[name] = "reply" if spoken else "ignore"


def _date(board: _Board) -> None:
    if "occurred_at" in board.settled:
        return
    best: tuple[bool, int, str] | None = None
    for name in board.open():
        header, facts = board.headers[name], board.profiles[name]
        if not headers.is_event_date(header) and headers.exact("occurred_at", header) is None:
            continue
        rank = headers.exact("occurred_at", header)
        if rank is None:
            rank = 100 if _DATE_WORD.fullmatch(header) else 200
        numbers = rank <= 100 and facts.numeric > 0.9 and bool(dates.epoch(board.table[name].drop_duplicates()[:2000]))
        if (facts.dated > 0.7 or numbers) and (best is None or (board.is_sparse(name), rank, name) < best):
            best = (board.is_sparse(name), rank, name)
    if best:
        board.roles[best[-1]] = "occurred_at"


def _people(board: _Board) -> None:
    def is_key(facts: Profile) -> bool:
        unlike = facts.dated < 0.5 and facts.urls < 0.5 and facts.words < 1.6 and facts.characters < 100
        return unlike and facts.filled > 0.9 * facts.records and facts.variety > 0.9

    board.give("source_id", is_key)
    if "source_id" not in {*board.settled, *board.roles.values()}:
        for name in board.open():
            header = board.headers[name]
            own = _ID_WORD.fullmatch(header) and not _OTHERS_ID.fullmatch(header)
            if own and is_key(board.profiles[name]):
                board.roles[name] = "source_id"
                break
    board.give("customer", lambda facts: facts.different > 1 and facts.words < 2 and facts.characters < 100)
    board.give("author", lambda facts: facts.words < 6 and facts.characters < 80)


def _address_as_key(board: _Board, personal: tuple[str, ...]) -> tuple[str, ...]:
    """Where no column holds a customer's id, an e-mail address tells people apart; only its hash is kept."""
    if "customer" in {*board.settled, *board.roles.values()}:
        return personal
    for name in personal:
        facts = board.profiles[name]
        if facts.emails > 0.5 and facts.different > 1 and not headers.is_staff(board.headers[name]):
            board.roles[name] = "customer"
            return tuple(other for other in personal if other != name)
    return personal


def _rating(board: _Board) -> tuple[str, ...]:
    if "rating" in board.settled:
        return ()
    votes = headers.counts_votes(board.headers.values())
    found: list[tuple[bool, int, int, str]] = []
    for position, name in enumerate(board.open()):
        facts = board.profiles[name]
        rank = _rating_rank(board, name)
        if rank is None or facts.filled == 0 or (votes and rank == 2):
            continue
        few = facts.different <= 101 and facts.words < 8
        if few and ratings.parse(board.table[name].drop_duplicates(), board.asked(name)) is not None:
            rank += 3 if facts.different <= 2 < facts.filled // 10 else 0
            found.append((board.is_sparse(name), rank, position, name))
    if not found:
        return ()
    found.sort()
    board.roles[found[0][-1]] = "rating"
    others = [name for *_, name in found[1:]]
    for name in others:
        board.roles[name] = "ignore"
    return tuple(others)


def _rating_rank(board: _Board, name: str) -> int | None:
    ranks = [headers.rating_rank(board.headers[name]), headers.rating_rank(board.asked(name))]
    named = [rank for rank in ranks if rank is not None]
    if named:
        return min(named)
    facts = board.profiles[name]
    labelled = facts.different <= 11 and facts.words > 1 and ratings.is_labelled(board.table[name])
    return 5 if labelled else None


def _details(board: _Board) -> None:
    board.give("question", lambda facts: facts.words > 1.5 and facts.variety < 0.5)
    board.give("title", lambda facts: facts.letters > 0.5 and facts.urls < 0.5)
    board.give("url", lambda facts: facts.urls > 0.5)
    board.give("language", lambda facts: facts.letters > 0.9 and facts.characters < 30 and facts.different < 300)
    board.give("reach", lambda facts: facts.numeric > 0.8)
    board.give("touchpoint", _is_choice)
    board.give("channel", lambda facts: _is_choice(facts) and facts.different > 1)
    if "channel" not in board.roles.values():
        board.give("channel", _is_choice)
    board.give("status", lambda facts: facts.filled > 0 and facts.characters < 40 and facts.different <= 30)


def _is_choice(facts: Profile) -> bool:
    few = facts.different <= max(12, 0.2 * facts.filled)
    return facts.filled > 0 and few and facts.letters > 0.5 and facts.characters < 60 and facts.urls < 0.5


def _texts(board: _Board) -> tuple[str, ...]:
    if "text" in board.settled:
        return ()
    named = _named_texts(board)
    # Where the company speaks in a column of its own, words under an unknown name may be the company's too.
    sure = bool(named) or "reply" in board.roles.values()
    texts = list(named)
    checks: list[str] = []
    for name in board.open():
        header, facts = board.headers[name], board.profiles[name]
        question = "?" in name or len(header.split()) >= 4 or headers.is_open_question(header)
        if _NAMELESS.fullmatch(name) and board.is_sparse(name):
            continue
        if name in named or (sure and not question) or _has_other_name(header) or not freetext.is_free(facts):
            continue
        if freetext.is_instruction_check(board.table[name], facts, header):
            checks.append(name)
            continue
        texts.append(name)
    if not texts and "reply" not in board.roles.values():
        # Posts whose words all stand in the title.
        texts = [n for n, role in board.roles.items() if role == "title" and freetext.is_free(board.profiles[n])]
    chosen, said = freetext.prefer(texts, checks)
    for name in chosen:
        board.roles[name] = "text"
    return said


def _named_texts(board: _Board) -> list[str]:
    ranked = sorted(
        (rank, name)
        for name in board.open()
        if (rank := headers.exact("text", _stem(board.headers[name]))) is not None
        and freetext.may_be_text(board.profiles[name])
    )
    chosen: list[str] = []
    for _, name in ranked:
        if not any(freetext.repeats(board.table[name], board.table[other]) for other in chosen):
            chosen.append(name)
    order = list(board.headers)
    return sorted(chosen, key=order.index)


def _stem(header: str) -> str:
    """ "q2 comment" and "answer 1 comment" are comments."""
    return re.sub(r"^(q\d+|question \d+|\d+)\s+|\s+\d+$", "", header)


def _has_other_name(header: str) -> bool:
    return any(headers.exact(role, header) is not None for role in _NAMED_ROLES)


def _segments(board: _Board) -> None:
    if "segment" in board.settled:
        return
    for name in board.open():
        facts = board.profiles[name]
        spread = facts.different > 1 and (facts.variety <= 0.5 or (facts.different <= 12 and facts.variety < 1))
        if headers.exact("segment", board.headers[name]) is not None and spread and facts.characters < 80:
            board.roles[name] = "segment"
