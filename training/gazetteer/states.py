"""States: names, demonyms, capitals and present leaders from the World Factbook (CC0), codes from the PDDL code table."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from training.gazetteer.rows import ActorRow, NameRow, read_own

SOURCE = "factbook"
# Codes the table of codes lacks or spells otherwise.
_CODES = {"kv": "XKX", "gz": "PSE", "we": "PSE", "od": "SSD", "ri": "SRB", "mj": "MNE", "cc": "CUW", "nn": "SXM", "tb": "BLM", "rn": "MAF"}
_SHORT = {"cg": "Democratic Republic of the Congo", "cf": "Republic of the Congo", "vt": "Holy See", "ct": "Central African Republic",
          "ae": "United Arab Emirates", "fm": "Micronesia", "we": "Palestine", "gz": "Palestine", "bm": "Myanmar", "ga": "The Gambia",
          "iv": "Ivory Coast", "kn": "North Korea", "ks": "South Korea"}  # fmt: skip
# Capitals that are commoner as a person's name, a word or another town, and those that equal the state's name.
_NO_CAPITAL = frozenset(
    ["Male", "Malé", "Victoria", "Georgetown", "Hamilton", "Kingston", "Stanley", "Douglas", "Jamestown", "Sucre", "Plymouth", "Roseau", "Kingstown",
     "Luxembourg", "Djibouti", "Singapore", "Monaco", "Gibraltar", "Guatemala", "San Marino", "Vatican City", "Saint John's", "Saint George's",
     "San Jose", "San José", "D.C.", "Washington", "Brussels", "Bloemfontein", "Lobamba"]
)  # fmt: skip


def _text(node: dict[str, object], *path: str) -> str:
    value: object = node
    for step in (*path, "text"):
        value = value.get(step, {}) if isinstance(value, dict) else {}
    found = html.unescape(value) if isinstance(value, str) else ""
    return "" if found.lower() in ("none", "na") else found


def _code_table(shared: Path) -> dict[str, tuple[str, bool]]:
    with (shared / "actors/country-codes.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["FIPS"].split(",")[0].lower(): (row["ISO3166-1-Alpha-3"], row["is_independent"] == "Yes")
            for row in csv.DictReader(lines)
            if row["FIPS"].strip()
        }


def _pages(shared: Path) -> Iterator[tuple[str, str, bool, dict[str, dict[str, object]]]]:
    codes = _code_table(shared)
    for file in sorted((shared / "actors/factbook").glob("*/*.json")):
        fips = file.stem
        code, independent = codes.get(fips, ("", False))
        code = _CODES.get(fips, code)
        if code:
            yield fips, code, independent or fips in ("kv", "od", "tw", "ri", "mj"), json.loads(file.read_text("utf-8"))


def _clean(name: str) -> str:
    return re.sub(r"\s*(?:[(;,\[]| in [A-Z]).*", "", re.sub(r"<[^>]*>", "", name)).strip()


def state_names(shared: Path) -> Iterator[tuple[ActorRow, list[NameRow]]]:
    """Each state or territory with its names, demonyms and capital."""
    for fips, code, independent, page in _pages(shared):
        government = page.get("Government", {})
        short = _SHORT.get(fips) or _clean(_text(government, "Country name", "conventional short form"))
        official = _clean(_text(government, "Country name", "conventional long form"))
        short = short or official
        if not short:
            continue
        names = [NameRow(short, code, "name", source=SOURCE)]
        if official and official != short:
            names.append(NameRow(official, code, "official", source=SOURCE))
        names += _demonyms(page, code, short)
        if independent:
            names += _capitals(government, code)
        yield ActorRow(code, short, "state", SOURCE), names


def _demonyms(page: dict[str, dict[str, object]], code: str, short: str) -> Iterator[NameRow]:
    nationality = page.get("People and Society", {})
    for part in re.split(r"[,;]| or ", _text(nationality, "Nationality", "adjective")):
        if re.fullmatch(r"[A-Z][A-Za-z' -]+", part.strip()) and part.strip() not in (short, "Congo", "NA", "Korean"):
            yield NameRow(part.strip(), code, "adjective", source=SOURCE)
    for part in re.split(r"[,;]| or ", _text(nationality, "Nationality", "noun")):
        noun = part.strip()
        if noun.startswith("Korean"):
            continue
        if found := re.fullmatch(r"([A-Z][A-Za-z' -]+)\(s\)(?: \(US .*)?", noun):
            yield NameRow(found[1] + "s", code, "people", source=SOURCE)
            yield NameRow(found[1], code, "adjective", source=SOURCE)
        elif found := re.fullmatch(r"([A-Z][A-Za-z' -]+?)(?: \((?:singular|plural|singular and plural)\))?", noun):
            yield NameRow(found[1], code, "people", source=SOURCE)


def _capitals(government: dict[str, object], code: str) -> Iterator[NameRow]:
    for part in re.split(r"[;,] ", _text(government, "Capital", "name")):
        name = _clean(part)
        if re.fullmatch(r"[A-ZÀ-Ž][\w'. -]+", name) and len(name.split()) <= 3 and name not in _NO_CAPITAL:
            yield NameRow(name, code, "capital", "GOV", source=SOURCE)


_TITLES = re.compile(
    r"^(?:(?:Interim|Acting|Caretaker|Transition|Transitional|Co-Vice|Vice|GNU|CNSP|overall|co-chiefs of state|former) )*"
    r"(?:President of the Swiss Confederation|President of the Government of Spain \(prime minister-equivalent\)|"
    r"President of the National Council for the Safeguard of the Homeland \(CNSP\) General|President of Council of Ministers|"
    r"Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces General|Presidential Leadership Council Chairperson Dr\.|"
    r"President, Presidential Council,|Prime Minister and Foreign Minister|Prime Minister and Co-Vice President|Sultan and Prime Minister|"
    r"Crown Prince and Prime Minister|Prime Minister Crown Prince|Secretary of State for Foreign and Political Affairs|Minister of State|"
    r"Prime Minister|President|Chancellor|King|Queen|Prince|Grand Duke|Pope|Supreme Leader|Taliban Leader|Amir|Emperor|Sultan|Premier) "
)


_NUMBERS = frozenset({"II", "III", "IV", "VI", "XIV", "XVI"})
_LETTERS = re.compile(r"[^\W\d_]+")


def _day(text: str) -> str:
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return ""


def _proper(name: str) -> str:
    """Title case for the surname that the Factbook prints in capitals."""
    return " ".join(word if word in _NUMBERS or not (word.isupper() and len(word) > 1) else _LETTERS.sub(_capitalised, word) for word in name.split())


def _capitalised(letters: re.Match[str]) -> str:
    return letters[0].capitalize()


def state_leaders(shared: Path) -> Iterator[NameRow]:
    """Heads of state and government in office when the Factbook was last printed (early 2026), each with "since"."""
    for _fips, code, independent, page in _pages(shared):
        if not independent:
            continue
        for office in ("chief of state", "head of government"):
            for entry in _text(page.get("Government", {}), "Executive branch", office).split(";")[:1]:
                yield from _leader(entry, code)


def _leader(entry: str, code: str) -> Iterator[NameRow]:
    title = _TITLES.match(entry)
    found = re.match(r"(?P<person>[^(;]+?),? \(since (?P<since>\d[\w ]+|[A-Z]\w+ \d{4})", entry[title.end() :] if title else "")
    if not title or not found:
        return
    person = re.sub(r"^(?:(?:Capt|Sr|Gen|Col|Dr|Sir|General)\.? |of )+", "", found["person"].strip())
    person = person.split(",")[0]
    if "represented by" in entry or (title[0].startswith("King") and "CHARLES" in person):
        return
    capitals = [word for word in person.split() if word.isupper() and len(word) > 2 and word not in _NUMBERS]
    royal = re.match(r".*(?:King|Queen|Prince|Duke|Pope|Amir|Emperor|Sultan)", title[0])
    full = _proper(person)
    if len(full.split()) < 2 or not capitals:
        return
    since = _day(found["since"])
    row = NameRow(full, code, "person", "GOV", full, since, "", SOURCE)
    yield row
    first, last = person.split()[0], _proper(" ".join(capitals))
    if not royal and not first.isupper() and f"{first} {last}" != full:
        yield row._replace(name=f"{first} {last}")
    if not royal and last not in ("Friday", "Man"):
        yield row._replace(name=last, form="titled surname")


def own_states() -> Iterator[NameRow]:
    """Our own names of states: usual variants, history, metonyms, bodies."""
    for row in read_own("states.csv"):
        yield NameRow(row["name"], row["code"], row["form"], row["role"], row["organ"], row["from"], row["until"])
