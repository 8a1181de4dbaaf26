"""Office holders to 2014 and armed groups from PETRARCH's Phoenix dictionaries (MIT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.gazetteer.rows import ActorRow, NameRow

SOURCE = "phoenix"
_AS_OF = "2014-01-30"  # the day the file says it was made; an open term is vouched for until then
_ROLES = {"GOV": "GOV", "GOVMIL": "MIL", "MIL": "MIL", "OPP": "OPP", "GOVLEG": "LEG", "LEG": "LEG", "SPY": "SPY", "GOVSPY": "SPY", "REB": "REB"}
_TERM = re.compile(r"\[([A-Z]{3})([A-Z]*)(?: ([<>]?)(\d{6}|\d{8})(?:-(\d{6}|\d{8}))?)?\]")
_PARTICLES = frozenset(
    ["al", "as", "an", "ar", "el", "bin", "ben", "ibn", "bint", "ould", "de", "da", "das", "do", "dos", "del", "della", "di", "du", "van", "von",
     "der", "den", "la", "le", "les", "y", "e", "abu", "of", "the", "and", "for", "in"]
)  # fmt: skip
_TITLES = frozenset(
    ["PRESIDENT", "MINISTER", "PRIME", "KING", "SECRETARY", "FOREIGN", "GENERAL", "GOVERNMENT", "CHANCELLOR", "SENATOR", "ADMINISTRATION", "QUEEN",
     "VICE-PRESIDENT", "PREMIER", "PRINCE", "SIR", "GEN", "COLONEL", "PM", "CHIEF", "PARTY", "COMMITTEE", "MINISTRY", "OFFICIAL"]
)  # fmt: skip
_EVERYDAY = frozenset(
    ["group", "movement", "front", "army", "organization", "forces", "brigade", "brigades", "party", "council", "command", "people",
     "the", "of", "armed", "national", "revolutionary"]
)  # fmt: skip


def day(digits: str) -> str:
    """ISO day of their `YYMMDD` or `YYYYMMDD`; two-digit years up to 29 belong to this century. "" for an impossible one."""
    year = digits[:-4] if len(digits) == 8 else ("20" if digits[:2] < "30" else "19") + digits[:2]
    month, date = digits[-4:-2], digits[-2:]
    return f"{year}-{month}-{date}" if year > "1900" and "01" <= month <= "12" and "01" <= date <= "31" else ""


def title(raw: str) -> str:
    """`HAIDAR_AL-ABADI_` as a newsroom prints it: "Haidar al-Abadi"."""
    words = raw.strip("_ ").replace("_", " ").split()
    cased = ["-".join(part if part.isdigit() else part[:1] + part[1:].lower() for part in word.split("-")) for word in words]
    cased = [re.sub(r"^(Mc|O'|D')([a-z])", lambda found: found[1] + found[2].upper(), word) for word in cased]
    inner = [word.lower() if word.lower() in _PARTICLES else re.sub(r"^(?:Al|As|El|Ar|An)-", lambda found: found[0].lower(), word) for word in cased[1:]]
    return " ".join(cased[:1] + inner)


def _entries(file: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Each entry's names and its bracketed terms."""
    names: list[str] = []
    terms: list[str] = []
    for line in file.read_text("utf-8", errors="replace").splitlines():
        bare = line.split("#")[0].rstrip()
        if not bare.strip():
            continue
        if bare[0] not in "+\t " and (terms or names):
            yield names, terms
            names, terms = [], []
        head = bare.split("[")[0].strip().lstrip("+")
        if head:
            names.append(head)
        terms += [found[0] for found in re.finditer(r"\[[^\]]*\]", bare)]
    yield names, terms


def leaders(shared: Path) -> Iterator[NameRow]:
    """Full names of ministers, heads and commanders with their terms. Only names of two words or more, without titles."""
    for names, terms in _entries(shared / "actors/phoenix/Phoenix.Countries.actors.txt"):
        spans = list(_terms(terms))
        if not spans:
            continue
        full = [title(name) for name in names if _is_person(name)]
        for name in full:
            for code, role, first, last in _joined(spans):
                yield NameRow(name, code, "person", role, full[0], first, last, SOURCE)


def _joined(spans: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """Terms of one party and role that follow each other become one."""
    kept: list[tuple[str, str, str, str]] = []
    for span in sorted(spans, key=lambda span: (span[0], span[1], span[2])):
        if kept and kept[-1][:2] == span[:2]:
            kept[-1] = (*span[:2], kept[-1][2], max(kept[-1][3], span[3]))
        else:
            kept.append(span)
    return kept


def _is_person(raw: str) -> bool:
    words = raw.strip("_ ").replace("_", " ").split()
    if not 2 <= len(words) <= 6 or len(words[-1]) < 3 or len(words[0].strip(".")) < 2:
        return False
    return not _TITLES & {word.strip(".") for word in words} and all(re.fullmatch(r"[A-Z][A-Z.'-]*", word) for word in words)


def _terms(terms: list[str]) -> Iterator[tuple[str, str, str, str]]:
    for term in terms:
        found = _TERM.fullmatch(term)
        if not found or found[2] not in _ROLES or not found[4]:
            continue
        first, last = day(found[4]), day(found[5]) if found[5] else ""
        if found[3] == ">" or not last:
            last = max(_AS_OF, first)
        if found[3] == "<":
            first, last = "", day(found[4])
        if found[3] != "<" and not first:
            continue
        yield found[1], _ROLES[found[2]], first, last


def armed_groups(shared: Path, known: set[str]) -> Iterator[tuple[ActorRow, list[NameRow]]]:
    """Armed groups under their plain names, save those whose name we list already (`known`, in lower case)."""
    for names, terms in _entries(shared / "actors/phoenix/Phoenix.MilNonState.actors.txt"):
        if not terms or not re.search("REB|UAF|IMG", terms[0]):
            continue
        cleaned = [title(re.sub(r"\(.*?\)?_?$", "", name)) for name in names]
        usable = [name for name in dict.fromkeys(cleaned) if _is_group(name)]
        if usable and not any(name.lower() in known for name in cleaned):
            known.update(name.lower() for name in usable)
            yield ActorRow(usable[0], usable[0], "armed group", SOURCE), [NameRow(name, usable[0], "name", "REB", source=SOURCE) for name in usable]


def _is_group(name: str) -> bool:
    words = name.lower().replace("-", " ").split()
    return 2 <= len(words) <= 8 and re.fullmatch(r"[A-Za-z' -]+", name) is not None and not set(words) <= _EVERYDAY
