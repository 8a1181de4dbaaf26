"""Organisations and groups: our own list, with membership from the Country-Codes table (MIT) and the list of UN regional groups (own)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from training.gazetteer.rows import ActorRow, MemberRow, NameRow, read_own

MEMBERSHIP = "country-orgs"
_GROUPS = {
    "Eastern European States": "Eastern European Group",
    "African States": "African Group",
    "Asia-Pacific States": "Asia-Pacific Group",
    "Latin American and Caribbean States": "GRULAC",
    "Western European and other States": "WEOG",
}
# Their identifiers that are not ours; None leaves the row out (doubles, or names that are common words).
_CODES: dict[str, str | None] = {
    "AL": None, "ABEDA": "BADEA", "AFDB": "AFDB", "ARCTIC_COUNCIL": "ARCTIC COUNCIL", "BA": "BALTIC ASSEMBLY", "BCIE": "CABEI", "C": "COMMONWEALTH",
    "CAIS": None, "CAN": "ANDEAN COMMUNITY", "CD": "Community of Democracies", "CE": "COE", "CP": "COLOMBO PLAN", "EEU": None, "EAEC": "EURASEC",
    "ENTENTE": "Council of the Entente", "EuroArea": "EUROZONE", "FZ": "Franc Zone", "G-20": "G20", "G-7": "G7", "G-8": "G8", "G-77": "G77",
    "ICC": "ICHAMBER", "ICCT": "ICC", "ICRM": None, "IDB": "ISDB", "IFRCS": "IFRC", "INOC": "IOC-INDIAN OCEAN", "LAES": "SELA", "NAM": "Non-Aligned Movement",
    "NC": "NORDIC COUNCIL", "OSCE": "OSCE", "PA": None, "PACIFIC_ALLIANCE": "PACIFIC ALLIANCE", "PARIS_CLUB": "PARIS CLUB", "PFP": "Partnership for Peace",
    "SCHENGEN_CONVENTION": "SCHENGEN", "UNION_LATINA": "Latin Union", "UN_SECURITY_COUNCIL": None, "USAN": None, "WADB": "BOAD", "WAEMU": "UEMOA",
    "ZC": "ZANGGER", "CACM": "CACM", "AG": "AG", "EMU": "Economic and Monetary Union", "OECD": "OECD", "BENELUX": "BENELUX",
}  # fmt: skip
_MEMBER = frozenset({"member", "permanent", "compliant country", "signatory", "regional", "participating member"})


def plain(code: str, name: str) -> str:
    """A code that is the name in capitals becomes the name itself, as codes are the usual abbreviation or the plain name."""
    return name if code.upper() == name.upper() else code


def own_organisations() -> Iterator[tuple[ActorRow, list[NameRow]]]:
    """Organisations, groups and armed groups of our own lists, with aliases. An alias all in capitals is an acronym."""
    for file in ("organisations.csv", "armed_groups.csv"):
        for row in read_own(file):
            code, name = plain(row["code"], row["name"]), row["name"]
            role = "REB" if row["kind"] == "armed group" else ""
            aliases = dict.fromkeys(filter(None, [name, *row["aliases"].split(";")]))
            names = [NameRow(alias, code, "acronym" if alias.isupper() else "name", role) for alias in aliases]
            for long, short in (("United Nations ", "UN "), ("UN ", "United Nations "), ("UN ", "U.N. ")):
                names += [row_._replace(name=short + row_.name[len(long) :]) for row_ in names if row_.name.startswith(long)]
            yield ActorRow(code, name, row["kind"], "own"), names


def conferences() -> list[ActorRow]:
    """The climate conferences under their short names ("COP29")."""
    return [ActorRow(f"COP{number}", f"COP{number}", "group", "own") for number in range(1, 41)]


def own_organs() -> Iterator[NameRow]:
    """Bodies of organisations under names of their own."""
    for row in read_own("organs_of_organisations.csv"):
        yield NameRow(row["name"], row["code"], row["form"], row["role"], row["organ"], row["from"], row["until"])


def listed_organisations(shared: Path) -> Iterator[ActorRow]:
    """Organisations of the membership table, under our codes."""
    ours = _own_codes()
    for row in _membership(shared):
        if code := _code(row["org_id"], ours):
            yield ActorRow(code, row["org_name"].strip(), "organisation", MEMBERSHIP)


def members(shared: Path) -> Iterator[MemberRow]:
    """Who belongs to what. Turkey stands in WEOG, where it votes; observers and applicants are left out."""
    ours = _own_codes()
    for row in _membership(shared):
        code = _code(row["org_id"], ours)
        if code and row["org_member"] in _MEMBER:
            yield MemberRow(code, row["ISO_3166_3"], MEMBERSHIP)
    with (shared / "actors/un_regional_groups.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["group"] in _GROUPS:
                yield MemberRow(_GROUPS[row["group"]], row["iso3"], "un-regional-groups")
    for own in read_own("members.csv"):
        for member in own["members"].split():
            yield MemberRow(ours.get(own["code"], own["code"]), member, "own")


def left_since() -> set[tuple[str, str]]:
    """Memberships of the table (of 2020) that have ended since."""
    ours = _own_codes()
    return {(ours.get(row["code"], row["code"]), member) for row in read_own("former_members.csv") for member in row["members"].split()}


def _own_codes() -> dict[str, str]:
    """The code as written in our lists -> the code as shipped."""
    return {row["code"]: plain(row["code"], row["name"]) for file in ("organisations.csv", "armed_groups.csv") for row in read_own(file)}


def _code(listed: str, ours: dict[str, str]) -> str | None:
    code = _CODES.get(listed, listed)
    return ours.get(code, code) if code else None


def _membership(shared: Path) -> Iterator[dict[str, str]]:
    with (shared / "actors/country_orgs/outputs/CountrycodesOrgs.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
