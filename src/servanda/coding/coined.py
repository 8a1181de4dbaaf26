"""Parties that a text itself introduces: "the Deep South Front (DSF)", "the Mandara Front", "Bahari Yetu, an association of boat owners".

No table knows them, so their code is what the text calls them: the abbreviation, else the name. The name, the abbreviation and "the Front" then stand
for the party all through the text; where another text gives only the name, the ledger takes the one that more texts use. An abbreviation is believed
where its letters are the first letters of the name's words, in order; a name alone where its last word, or an apposition, says that it is a movement,
a party, a league and the like.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick

from servanda.coding.signatories import signatories
from servanda.coding.tables import names_body, table
from servanda.records import Mention

LINKS = "of|for|the|and|in|on|to|de|du|des|la|le|del|al|y|e"
# A capital behind a hyphen begins a word of its own: "A-A-A" could otherwise be cut into words in as many ways as it has hyphens.
WORD = r"[A-Z][\w’']{0,40}(?:-[^\WA-Z][\w’']{0,40}){0,9}"
DEFINED = re.compile(rf"\b({WORD}(?:(?: (?:(?:{LINKS}) ){{0,3}}|-){WORD}){{1,9}}) \(([A-Z][A-Za-z-]{{1,9}})\)")
SHORT = re.compile(r" \([A-Z][A-Za-z-]")  # how an abbreviation begins behind its name
INITIALS = re.compile(r" \(([A-Z]{2,8})\)")
FOREIGN = re.compile(r"(?: in [A-Z][a-z]{2,20})? \(([A-Z]{3,8})\)")  # of letters in another language: "the Front for Concord in Chad (FACT)"
SECOND = re.compile(rf" and (?:the )?({WORD})(?! [A-Z]|[’'])\b")  # "the Front for Change and Concord"
# "the front" as its party, not as the place of fighting
LOWER = re.compile(r"(?<!\b[Aa]t )(?<!\b[Oo]n )(?<!\b[Ii]n )\b[Tt]he ([a-z]{4,15})\b(?! (?:line|page|door|of)\b)")
AROUND = 200  # characters about a definition in which a text says what sort of party it is
MOST = 40  # parties one text may coin


def with_coined(text: str, mentions: list[Mention], kind_of: Callable[[str], str | None] = lambda code: None) -> list[Mention]:
    """The mentions with those of the parties that the text coins, in text order, not overlapping. `kind_of` tells what a code stands for
    in the tables, None for nothing."""
    found: list[Mention] = []
    mentions = with_initials(text, mentions, kind_of)
    taken = {m.code for m in mentions if m.code}
    companies = bargaining(text)
    named = frozenset(m.start for m in mentions)
    for name, short, start, end in [*abbreviated(text), *by_sort(text, named), *companies, *signatories(text, mentions)][:MOST]:
        known = any(m.code and m.start < start + len(name) and start < m.end and m.end - m.start > len(name) // 2 for m in mentions)
        if short in taken or known or any(name in (other.name or "") for other in found):
            continue
        taken.add(short)
        kind, role = ("group", None) if (name, short, start, end) in companies else sort_of(text, name, start, end)
        found += [
            msgspec.convert({"start": a, "end": b, "text": text[a:b], "code": short, "name": name, "kind": kind, "role": role, "organ": None}, Mention)
            for a, b in [*places(text, name, short, start), *(taken_up(text, start) if companies == [(name, short, start, end)] else [])]
        ]
    spans = [(m.start, m.end) for m in found]
    kept = [m for m in mentions if not any(a < m.end and m.start < b for a, b in spans)]
    return sorted([*kept, *found], key=lambda m: m.start)


def with_initials(text: str, mentions: list[Mention], kind_of: Callable[[str], str | None]) -> list[Mention]:
    """Organisations of which the tables know no code, with that which the text gives ("the Borean Customs Board (BCB)"); not one that is
    another's. Where the abbreviation stands alone, it is theirs too."""
    given = {m.code: found[1] for m in mentions if m.code and m.code == m.name and (found := INITIALS.match(text, m.end)) and kind_of(found[1]) is None}
    named = [msgspec.structs.replace(m, code=given[m.code]) if m.code in given else m for m in mentions]
    defined = {found[1]: m for m in named if m.code and " " in m.text and (found := INITIALS.match(text, m.end))}
    if not defined:
        return named
    shorts = dict(list(defined.items())[:MOST])
    spans = [found.span() for found in re.finditer(rf"\b(?:{'|'.join(shorts)})\b", text)]
    starts = sorted(m.start for m in named)
    ends = {m.start: m.end for m in named}
    free = [(a, b) for a, b in spans if (at := bisect_left(starts, b)) == 0 or ends[starts[at - 1]] <= a]
    named += [msgspec.structs.replace(shorts[text[a:b]], start=a, end=b, text=text[a:b]) for a, b in free]
    return sorted(named, key=lambda m: m.start)


def abbreviated(text: str) -> list[tuple[str, str, int, int]]:
    """(name, abbreviation, start, end) of each name that the text gives with an abbreviation."""
    found = []
    for defined in in_lines(DEFINED, text, (m.start() for m in SHORT.finditer(text))):
        name = suffix_for(defined[1], defined[2])
        if name and name.split()[-1] not in table("party_nouns")["coined"]["things"]:
            found.append((name, defined[2], defined.start(2) - 2 - len(name), defined.end()))
    return found


def by_sort(text: str, known: frozenset[int] = frozenset()) -> list[tuple[str, str, int, int]]:
    """(name, name, start, end) of each name whose last word or apposition tells what sort of party it is; `known` are the starts of the names of others,
    which end it ("the Movement for Peace and Borea")."""
    never = table("party_nouns")["coined"]["never"]
    found = []
    telling = [start for _, start, _ in sort_words().find_matches_as_indexes(text)]
    for pattern in sort_patterns():
        for match in in_lines(pattern, text, telling):
            second = SECOND.match(text, match.end(1)) if " for " in match[1] or " of " in match[1] else None
            more = second is not None and second.start(1) not in known
            stop, ends = (second.end(), second.end()) if second is not None and more else (match.end(1), match.end())
            name = without_opening(text[match.start(1) : stop])
            start = stop - len(name)
            inside = text[max(0, start - 1) : start] == "-"  # "the A-B Alliance": no name of its own
            if " " in name and not inside and not any(word in never for word in name.split()[:-1]):
                own = FOREIGN.match(text, ends)
                short = own[1] if own is not None and own[1][0] == name[0] and not suffix_for(name, own[1]) else name
                found.append((name, short, start, ends))
    return found


def bargaining(text: str) -> list[tuple[str, str, int, int]]:
    """(name, name, start, end) of each company that promises, agrees or settles with somebody: one that the text takes up as such ("the company"), so
    that nobody's surname is taken for a firm."""
    promises, takes_up, _ = company_patterns()
    if takes_up.search(text) is None:
        return []
    called = list(company_patterns()[2].finditer(text))  # "the oil company Tullow settled": taken up or not
    found = {match[1]: match for match in promises.finditer(text) if takes_up.search(text, match.end()) is not None} | {m[1]: m for m in called}
    names = [(without_opening(name), match) for name, match in found.items()]
    return [(name, name, match.start(1) + len(match[1]) - len(name), match.end()) for name, match in names if name[:1].isupper()][:MOST]


def taken_up(text: str, first: int) -> list[tuple[int, int]]:
    """Where the text speaks of "the company" after the only one that it brings in."""
    return [m.span() for m in company_patterns()[1].finditer(text, first)]


@cache
def company_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A name before a verb of promising or agreeing; the words by which a company is taken up; a name behind such a word, before such a verb."""
    sorts = table("party_nouns")["coined"]
    word = r"[A-Z][\w&’'-]{1,30}"
    verbs = "|".join(sorts["bargains"])
    partner = rf"(?: and the (?:{word} )?{word}(?: government)?| and {word})?"
    said = rf"(?:said (?:on {word} )?(?:that )?it )?(?:has |have |had )?"
    promises = re.compile(rf"\b({word}(?: {word}){{0,3}}){partner}(?:,[^,.\n]{{1,60}},)? {said}(?:{verbs})\b")
    named = re.compile(rf"\b(?:{'|'.join(sorts['companies'])}) ({word}(?: {word}){{0,2}})(?=[^.\n]{{0,100}}\b(?:{verbs}|reached)\b)")
    return promises, re.compile(rf"\b[Tt]he (?:{'|'.join(sorts['companies'])})\b(?! of\b)"), named


@cache
def sort_words() -> AhoCorasick:
    """The words of which one stands in each match of `sort_patterns`."""
    sorts = table("party_nouns")["coined"]
    return AhoCorasick(sorted({*sorts["names"], *sorts["sorts"], *sorts["founded"], *sorts["owned"]}))


def in_lines(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches in the lines where one of the places lies, for a pattern that holds no line break; other lines are not searched."""
    end = -1
    for place in places:
        if place >= end:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            end = end if end >= 0 else len(text)
            yield from pattern.finditer(text, start, end)


@cache
def sort_patterns() -> tuple[re.Pattern[str], ...]:
    """A name by its last word, by the apposition behind it, by its first word ("Union of Beet Growers"), by its owners ("Consumers' Union")."""
    sorts = table("party_nouns")["coined"]
    named = re.compile(rf"\b((?:[A-Z][\w’'-]+ ){{1,4}}(?:{'|'.join(sorts['names'])}))\b")
    word = r"[A-Z][\w’'-]+"
    apposed = re.compile(rf"\b((?:{word} (?:of (?:the )?)?){{0,3}}{word}), (?:an?|the) (?:[\w’'-]+ ){{0,4}}(?:{'|'.join(sorts['sorts'])})\b")
    rest = rf"{word}(?:(?: of| de| for)? (?:la |las |los |the )?{word}){{0,4}}"
    founded = re.compile(rf"\b((?:{word} ){{0,3}}(?:{'|'.join(sorts['founded'])}) (?:of|for|against) (?:the )?{rest})")
    owned = re.compile(rf"\b((?:{word} ){{0,2}}{word}s[’'] (?:{'|'.join([*sorts['founded'], *sorts['owned']])})(?: (?:of|for) (?:the )?{word}(?: {word})?)?)\b")
    return named, apposed, founded, owned


def without_opening(words: str) -> str:
    """A run of capitalised words without those that only open the sentence ("Separately", "On Monday")."""
    openings = table("party_nouns")["coined"]["openings"]
    first, _, rest = words.partition(" ")
    return without_opening(rest) if rest and (first in openings or first.endswith("ly")) else words


def suffix_for(name: str, short: str) -> str:
    """The shortest end of a run of capitalised words whose first letters hold the abbreviation's in order; "" where there is none."""
    words, letters = re.split(r"[ -]", name), [c for c in short if c.isupper()]
    if len(letters) < 2:
        return ""
    for at in range(len(words) - 1, -1, -1):
        initials = iter(w[0].upper() for w in words[at:] if w)
        if words[at][:1] == letters[0] and all(letter in initials for letter in letters):
            return name[len(name) - sum(len(w) + 1 for w in words[at:]) + 1 :]
    return ""


def sort_of(text: str, name: str, start: int, end: int) -> tuple[str, str | None]:
    """Kind and role by the words about the definition: an armed group, a party of the opposition, else an organisation.

    A front or brigade is armed also where the words tell of captives or of fighting.
    """
    about = set(re.findall(r"[a-z]+", text[max(0, start - AROUND // 2) : end + AROUND].lower()))
    sorts = table("party_nouns")["coined"]
    band = head_of(name) in sorts["bands"] and about & set(sorts["fighting"])
    if band or about & set(sorts["armed"]):
        return "armed group", "REB"
    return ("group", "OPP") if about & set(sorts["opposition"]) else ("organisation", None)


def head_of(name: str) -> str:
    """The word by which a name is taken up: "Front" of "Mandara Front" and of "Front of the Upper Lakes"."""
    return re.split(r" (?:of|for|against|to) ", name, maxsplit=1)[0].split()[-1]


def places(text: str, name: str, short: str, first: int) -> list[tuple[int, int]]:
    """Where the text names the party: by name or abbreviation anywhere, by the word that heads the name ("the Front") after the definition."""
    head = head_of(name)
    spans = [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b|\b{re.escape(short)}\b", text)]
    if " " in name and head.lower() in table("party_nouns")["coined"]["called"]:
        spans += [m.span(1) for m in LOWER.finditer(text, first) if m[1] == head.lower()]
    if names_body(head.lower()):
        spans += [m.span(1) for m in re.finditer(rf"\b[Tt]he ({re.escape(head)})\b(?! [A-Z(])", text) if m.start() > first]
    return [s for s in sorted(spans) if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
