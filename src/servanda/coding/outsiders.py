"""Who brought an agreement about without being party to it, as phrases without a clause of their own say: "under Borean mediation", "an EU-brokered
deal", "with Asteria and the league as go-betweens", "in the presence of Borea's president".

The words are rows of `tables/outsiders.toml`; whom they name is looked for beside them. What comes of it is a claim for each phrase, which makes no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.named import sentence_bounds
from servanda.coding.tables import table
from servanda.records import Claim, Mention, Span

OUTSIDER_FRAME = "instrument.outsider"
REACH = 60  # characters between the words and the first party that they name
ONE = r"(?:[\w’'-]+ )"  # any word
STOP = re.compile(r"[.;:\n\"“”()]|, (?!and )")
JOINED = re.compile(r"(?:,|,? and|,? with|,? as well as|,? together with) (?:the |both )?(?:government |governments )?(?:of )?(?:the )?$")
NAME = re.compile(r",? [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}$")  # of the person who acts for the party
NOT_THEIRS = re.compile(r"\b(?:between|against|from|among|after|while|when)\b")  # words behind which somebody else is spoken of


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each pattern with where the party stands: before it, after it or within its first group."""
    words = table("outsiders")
    services, deeds, talks, parts = (any_of(words[key]) for key in ("services", "deeds", "talks", "parts"))
    favours, behind, leads, playing = (any_of(words[key]) for key in ("favours", "behind", "leads", "playing"))
    found = (
        (rf"\b(?:{services})(?: efforts?)? (?:of|by|from)\b", "after"),
        (rf"\b(?:{services})\b(?! (?:of|by|from)\b)", "before"),
        (rf"\b(?:{behind}) ([^.,;:\n]{{2,40}}?)(?:’s|'s)? (?:{favours})\b", "within"),
        (rf"\b(?:{deeds}),? {ONE}{{0,3}}?by\b", "after"),
        (rf"\bwith the (?:{favours}) of\b", "after"),
        (rf"-(?:{deeds}|(?:{leads})(?= (?:{talks})))\b", "before"),
        (rf", who (?:had |has |have )?(?:{deeds}|led the talks)\b(?! by)", "before"),
        (r" (?:has |have )?(?:made public|circulated|read out) (?:the|a)\b", "before"),
        (rf"\b(?:{talks}) {ONE}{{0,3}}?(?:{leads}) by\b", "after"),
        (rf"\b(?:{any_of(words['presence'])})\b", "after"),
        (rf"\bwith ([^.;\n]{{2,90}}?),? (?:{playing})?(?: both)? ?as (?:an? |the |its |their )?(?:{parts})\b", "within"),
        (r"\bwith ([^.;\n]{2,60}?) in the chair\b", "within"),
        (rf"\bthank(?:s|ed|ing)?(?: to)? ([^.;\n]{{2,60}}?) for (?:(?:its|their|his|her) {ONE}?)?(?:{services}|efforts)\b", "within"),
        (rf", (?:the|their|which is the|as|which acted as|who acted as) {ONE}?(?:{parts})\b", "before"),
        (rf" (?:stays on|acted|acts|served|serves|stepped in|stood) as (?:an? |the )?(?:{parts})\b", "before"),
    )  # fmt: skip
    return tuple((re.compile(pattern, re.IGNORECASE), place) for pattern, place in found)


@cache
def chaired() -> re.Pattern[str]:
    """A body at the end of some words, which somebody may chair or lead without being between others."""
    return re.compile(rf"\b(?:{any_of(table('outsiders')['bodies'])}),?(?: (?:to be|is|was|are))? ?$")


@cache
def trigger() -> AhoCorasick:
    """The words of which one stands in every such phrase, looked for in a whole text at once before the patterns are."""
    words = table("outsiders")
    stems = {word for key in ("services", "favours", "deeds", "presence", "parts") for word in words[key]} | {"in the chair"}
    stems |= {form for word in words["leads"] for form in (f"{word} by", f"-{word}")}
    return AhoCorasick(sorted(stems | {word.capitalize() for word in stems}))


def triggered(text: str, body_start: int) -> Iterator[int]:
    """Where one of the words stands as a whole word."""
    for _, start, end in trigger().find_matches_as_indexes(text, overlapping=True):
        if start >= body_start and not (text[start].isalpha() and text[max(start - 1, 0) : start].isalnum()) and not text[end : end + 1].isalnum():
            yield start


def outsider_claims(maker: ClaimMaker) -> list[Claim]:
    """A claim for each phrase that names an outsider at work for an agreement."""
    text = maker.document.text
    made: dict[int, Claim] = {}
    sentences = sorted({sentence_bounds(maker, at) for at in triggered(text, maker.document.body_start)})
    for first, last in sentences:
        for pattern, place in patterns():
            for match in pattern.finditer(text, first, last):
                if chaired().search(text[first : match.start()]):
                    continue
                who = tuple({m.code: m for m in named_at(maker, match, place, (first, last)) if m.code and m.kind != "armed group"}.values())
                if who:
                    made.setdefault(who[0].start, outsider_claim(maker, who, (first, last), match))
    return [made[start] for start in sorted(made)]


def named_at(maker: ClaimMaker, match: re.Match[str], place: str, bounds: tuple[int, int]) -> Iterator[Mention]:
    """The parties that stand where a pattern has its own."""
    references, text = maker.parties.references, maker.document.text
    if place == "before":
        before = [m for m in references.mentions if bounds[0] <= m.start and m.end <= match.start()]
        last = before[-1] if before and reaches(text[before[-1].end : match.start()]) else None
        yield from chain(before[::-1], text) if last is not None else ()
        return
    start, stop = match.span(1) if place == "within" else (match.end(), bounds[1])
    inside = [m for m in references.mentions if start <= m.start < stop]
    if not inside or (place == "after" and (inside[0].start - start > REACH or breaks(text[start : inside[0].start]))):
        return
    yield inside[0]
    for earlier, later in pairwise(inside):
        between = text[earlier.end : later.start]
        if not (place == "within" or JOINED.search(between)) or STOP.search(between) or NOT_THEIRS.search(between):
            return
        yield later


def chain(nearest: list[Mention], text: str) -> Iterator[Mention]:
    """A party and those named with it: "the Turkish and Qatari mediators"."""
    yield nearest[0]
    for later, earlier in pairwise(nearest):
        if not re.fullmatch(r",? (?:and |and the |the )?", text[earlier.end : later.start]) or not text[earlier.end : later.start].strip():
            return
        yield earlier


def reaches(between: str) -> bool:
    """Whether what stands between a party and the words beside it belongs to the party ("the Turkish foreign minister, Ana Lund, who mediated")."""
    between = NAME.sub("", between)
    return len(between) <= REACH and not re.search(r"[.;:,\n]|\b(?:and|or|said|with|of|in)\b", between)


def breaks(between: str) -> bool:
    """Whether words before the first party open something else."""
    return bool(re.search(r"[.;:\n,]", between) or NOT_THEIRS.search(between))


def outsider_claim(maker: ClaimMaker, who: tuple[Mention, ...], bounds: tuple[int, int], match: re.Match[str]) -> Claim:
    """The claim that one phrase makes."""
    start, end = min(who[0].start, match.start()), max(who[-1].end, match.end())
    return Claim(
        claim_id=claim_id(maker.document.doc_id, start, "act", OUTSIDER_FRAME), doc_id=maker.document.doc_id, start=start, end=end,
        sentence_start=bounds[0], sentence_end=bounds[1], illocution="act", predicate="mediate", action="mediate", frame=OUTSIDER_FRAME, agents=who,
        object=Span(start=start, end=end, text=maker.document.text[start:end]), published=maker.document.published, modality="presupposed",
        attribution=maker.speech.chain(start), depth=1, clause="nominal",
    )  # fmt: skip
