"""Actor and agent dictionaries of the TABARI and PETRARCH coders, as plain text.

    ARNOR_ [ARN]                     a name and its code
    +KINGDOM_OF_ARNOR_               another name of the same actor
    OTTO_KELLER_                     codes may follow on lines of their own, which begin with white space
        [ARNGOV 20100101-20141231]   from the first day to the last, both included; [X <950101] until, [X >990101] from
        [ARNELI]                     at all other times
    WATCHMAN [~COP]                  a role noun: its code joins that of the actor beside it, before or behind
    CHIEF_OF_STAFF {CHIEFS_OF_STAFF} [~MIL]     with an irregular plural; {} for none
    !FLEET! = SHIP, SHIPS, VESSEL    a set of words, for use in names: WAR!FLEET!; !PERSON! and !MINIST! are known

Of terms that overlap the first stands. `[---]` says that the name is no actor in that term. Names are whole words, whether they end
in "_" (as TABARI asks) or not (as PETRARCH has it): a stem such as "UN" would meet "under". They match in any case, hence names that
are an everyday word in lower case ("US", "WHO") are left to the shipped table, which knows them by their capitals. "#" and ";" begin a comment.
"""

from __future__ import annotations

import datetime
import itertools
import logging
import math
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servanda.documents.encodings import decode
from servanda.errors import InputError, TableError

NO_ACTOR = "---"
SETS = {"!PERSON!": ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON"), "!MINIST!": ("MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES")}
_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()
_COMMENT = re.compile(r"[#;].*")
_CODED = re.compile(r"\[\s{0,9}~?[A-Z-]{3,40}[^\[\]]{0,100}\]")
_SET = re.compile(r"(![A-Z_]+!)\s*=(.*)")
_SET_NAME = re.compile(r"(![A-Z_]+!)")
_HEAD = re.compile(r"([^\[\]{}]*[^\[\]{}\s])\s*(?:(\{[^{}]*\})\s*)?((?:\[[^\[\]]*\]\s*)*)")
_CODES = re.compile(r"(?:\[[^\[\]]*\]\s*)+")
_CODE = re.compile(r"\[\s{0,9}([A-Z0-9~-]{1,80})\s{0,9}(?:(<|>)\s{0,9}(\d{1,8})|(\d{1,8})\s{0,9}-\s{0,9}(\d{1,8}))?\s{0,9}\]")

_NO_CODE = ("a name without a code", "Put its code behind it, or below on a line that begins with a tab; another name of the actor above begins with '+'")
_NO_NAME = ("a line without a name before it", "Put a name above it")
_NO_CODES = ("not only codes on a line that begins with white space", "Begin names at the start of the line, and comments with '#'")
_NO_LINE = ("not a name with codes", "Write NAME_ [CODE], and comments behind '#'")
_TWO_NAMES = ("two names on one line", "Give each name a line of its own")
_BAD_CODE = ("not a code with its term", "Write [CODE], [CODE <950101], [CODE >950101] or [CODE 950101-991231]; days are YYMMDD or YYYYMMDD")
_NO_ACTOR_BESIDE = ("an agent's code without one '~' for the actor", "Write for example [~COP]")
_NO_SET = ("a set that no line above explains", "Write !SET! = FIRST, SECOND above it")
_MANY_SPELLINGS = ("a name of very many spellings", "Use fewer sets in one name")
_SEVERAL = ("a role noun with several codes", "Give each code a role noun of its own")
_UNREADABLE = ("not UTF-8", "Save the file as UTF-8")
_DAMAGED = "\ufffd"  # stands for what could not be decoded


class DictionaryRow(NamedTuple):
    """A way to write an actor, with its code on days from `first` to `last` (ISO, "" for no limit), or a role noun.

    `plural` says whether the role noun has a regular plural besides. `stem` says whether the word may go on.
    """

    name: str
    code: str
    agent: bool
    first: str = ""
    last: str = ""
    plural: bool = False
    stem: bool = False


class _Term(NamedTuple):
    """A code with its days as ordinals; both None for all other times."""

    code: str
    first: int | None
    last: int | None


class _Fault(Exception):
    """What is wrong with a line, and the mend."""


def looks_like_dictionary(text: str) -> bool:
    """Whether a text is a dictionary of this kind: codes in square brackets under no header of columns."""
    lines = [line for line in map(_bare, text.splitlines()) if line.strip()]
    header = {cell.strip(' "').lower() for cell in lines[0].split(",")} if lines else set()
    return not {"name", "code"} <= header and any(_CODED.search(line) for line in lines)


MOST_FAULTS = 0.01  # of the lines
MOST_SPELLINGS = 1000  # of one name: each set in it multiplies them


def read_dictionary(data: bytes, where: str) -> list[DictionaryRow]:
    """All rows of a dictionary. Each line may be UTF-8 or Windows-1252, as these files were added to by many hands.

    The published dictionaries have some faulty lines in thousands: so few are left out, with a warning in the log that names them all.

    Raises:
        TableError: for more lines that cannot be read than `MOST_FAULTS` of the file. It names all of them, each kind of fault with its mend.
    """
    from spacy.lang.en.stop_words import STOP_WORDS  # here, as few tables are dictionaries

    reader = _Reader()
    lines = data.removeprefix(BOM_UTF8).split(b"\n")
    for number, line in enumerate(map(_decoded, lines), 1):
        try:
            reader.take(number, _bare(line))
        except _Fault as fault:
            reader.faults.append((number, *fault.args))
    reader.close()
    if len(reader.faults) > MOST_FAULTS * len(lines):
        raise _error(reader.faults, where)
    if reader.faults:
        logging.getLogger(__name__).warning("left out: %s", _error(reader.faults, where))
    return [*reader.agents, *(row for row in reader.actors() if row.name.lower() not in STOP_WORDS)]


def _decoded(line: bytes) -> str:
    try:
        return decode(line)
    except InputError:
        return _DAMAGED


def read_day(digits: str) -> str | None:
    """The ISO day of `YYYYMMDD` or `YYMMDD` (years to 29 are of this century), None if it is none."""
    if not re.fullmatch(r"\d{6}|\d{8}", digits):
        return None
    year = digits[:-4] if len(digits) == 8 else ("20" if digits[:2] < "30" else "19") + digits[:2]
    try:
        return datetime.date(int(year), int(digits[-4:-2]), int(digits[-2:])).isoformat()
    except ValueError:
        return None


def _bare(line: str) -> str:
    return _COMMENT.sub("", line).rstrip()


def _error(faults: list[tuple[int, str, str]], where: str) -> TableError:
    kinds: dict[tuple[str, str], list[int]] = {}
    for line, what, mend in sorted(faults):
        kinds.setdefault((what, mend), []).append(line)
    (what, mend), lines = next(iter(kinds.items()))
    parts = [f"{what}{_further(lines[1:])}. {mend}"]
    parts += [f"{what} in line {lines[0]}{_further(lines[1:])}. {mend}" for (what, mend), lines in list(kinds.items())[1:]]
    return TableError("; ".join(parts), where=f"{where}:{min(line for line, _, _ in faults)}")


def _further(lines: list[int]) -> str:
    return f" (also in line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))})" if lines else ""


class _Reader:
    """Takes the lines one after the other and keeps what each finished entry says. Entries of one name add up."""

    def __init__(self) -> None:
        """No entry is open: `_faulty` says of an open one that it has been blamed already and wants no further blame."""
        self.agents: list[DictionaryRow] = []
        self._actors: dict[tuple[str, bool], list[_Term]] = {}
        self.faults: list[tuple[int, str, str]] = []
        self._sets = dict(SETS)
        self._line = 0
        self._names: list[str] = []
        self._plural: str | None = None
        self._terms: list[_Term] = []
        self._faulty = False

    def take(self, number: int, line: str) -> None:
        """The next line, without its comment. Raises _Fault."""
        if not line.strip():
            return
        if _DAMAGED in line:
            raise _Fault(*_UNREADABLE)
        if match := _SET.fullmatch(line):
            self._sets[match[1]] = tuple(word.strip() for word in match[2].split(",") if word.strip())
        elif line[0] in " \t[":
            self._add_codes(line.strip())
        elif line[0] == "+":
            if not self._names:
                raise _Fault(*_NO_NAME)
            self._names.append(self._one_name(line[1:]))
        else:
            self.close()
            self._begin(number, line)

    def close(self) -> None:
        """The entry is complete."""
        if self._names and not self._terms and not self._faulty:
            self.faults.append((self._line, *_NO_CODE))
        if len(self._terms) > 1 and self._agent:
            self.faults.append((self._line, *_SEVERAL))
        for name in self._names if self._terms else ():
            for written in self._spellings(name):
                if self._agent:
                    self.agents.append(DictionaryRow(written, self._terms[0].code, True, plural=self._plural is None and "!" not in name))
                else:
                    self._actors.setdefault((written, name.endswith("*")), []).extend(self._terms)
        if self._agent and (plural := _words((self._plural or "").strip("{}"))):
            self.agents.append(DictionaryRow(plural, self._terms[0].code, True))
        self._names, self._terms, self._plural, self._faulty = [], [], None, False

    def actors(self) -> Iterator[DictionaryRow]:
        """The rows of all actors' names."""
        for (name, stem), terms in self._actors.items():
            yield from (DictionaryRow(name, code, False, first, last, stem=stem) for code, first, last in _apart(terms))

    def _begin(self, number: int, line: str) -> None:
        self._line, self._names = number, [re.split(r"[\[{]", line)[0]]
        self._faulty = True  # until the line is understood: its codes are not missed below
        match = _HEAD.fullmatch(line)
        if match is None:
            raise _Fault(*_NO_LINE)
        self._names, self._plural = [self._one_name(match[1])], match[2]
        self._terms = [_term(code) for code in re.findall(r"\[[^\[\]]*\]", match[3])]
        self._faulty = False

    def _add_codes(self, line: str) -> None:
        if not self._names:
            raise _Fault(*_NO_NAME)
        faulty, self._faulty = self._faulty, True
        if not _CODES.fullmatch(line):
            raise _Fault(*_NO_CODES)
        self._terms += [_term(code) for code in re.findall(r"\[[^\[\]]*\]", line)]
        self._faulty = faulty

    @property
    def _agent(self) -> bool:
        return any("~" in term.code for term in self._terms)

    def _one_name(self, name: str) -> str:
        if "+" in name:
            raise _Fault(*_TWO_NAMES)
        if not has_words(name):
            raise _Fault(*_NO_LINE)
        if not set(_SET_NAME.findall(name)) <= self._sets.keys():
            raise _Fault(*_NO_SET)
        if math.prod(len(self._sets[part]) for part in _SET_NAME.findall(name)) > MOST_SPELLINGS:
            raise _Fault(*_MANY_SPELLINGS)
        return name.strip()

    def _spellings(self, name: str) -> list[str]:
        """The name with every word of its sets in turn, where anything is left to look for."""
        parts = [self._sets.get(part, (part,)) for part in _SET_NAME.split(name)]
        return [written for chosen in itertools.product(*parts) if has_words(written := _words("".join(chosen)))]


def has_words(name: str) -> bool:
    """Whether a name holds a letter or a digit, without which it is met nowhere or everywhere."""
    return any(map(str.isalnum, name))


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").rstrip("~* ").split())


def _term(code: str) -> _Term:
    match = _CODE.fullmatch(code)
    if match is None:
        raise _Fault(*_BAD_CODE)
    name, sign, limit, first, last = match.groups()
    if "~" in name and (name.count("~") != 1 or sign or first):
        raise _Fault(*_NO_ACTOR_BESIDE)
    if not sign and not first:
        return _Term(name, None, None)
    days = (limit if sign == ">" else first, limit if sign == "<" else last)
    begin, end = (_ordinal(day, otherwise) for day, otherwise in zip(days, (_FIRST, _LAST), strict=True))
    if begin > end:
        raise _Fault("a term that ends before it begins", "Correct its days; years of two digits to 29 are of this century")
    return _Term(name, begin, end)


def _ordinal(digits: str | None, otherwise: int) -> int:
    if digits is None:
        return otherwise
    day = read_day(digits)
    if day is None:
        raise _Fault(*_BAD_CODE)
    return datetime.date.fromisoformat(day).toordinal()


def _apart(terms: Iterable[_Term]) -> Iterator[tuple[str, str, str]]:
    """(code, first, last) for terms that no longer overlap: the first to claim a day has it, undated codes take what is left."""
    free = [(_FIRST, _LAST)]
    for term in sorted(terms, key=lambda term: term.first is None):
        begin, end = (_FIRST, _LAST) if term.first is None or term.last is None else (term.first, term.last)
        taken = [(max(begin, low), min(end, high)) for low, high in free if low <= end and begin <= high]
        free = [piece for low, high in free for piece in ((low, min(high, begin - 1)), (max(low, end + 1), high)) if piece[0] <= piece[1]]
        if term.code != NO_ACTOR:
            yield from ((term.code, _iso(low, _FIRST), _iso(high, _LAST)) for low, high in taken)


def _iso(day: int, limit: int) -> str:
    return "" if day == limit else datetime.date.fromordinal(day).isoformat()
