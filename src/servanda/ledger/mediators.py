"""Who brings an agreement about without being party to it: as the documents that report its making say.

Mediators are outsiders who mediate or host, who are called mediators or envoys, in whose name the making is announced, who are
named after words such as "brokered by", or who promise something of their own for the agreement's sake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from servanda.ledger.agreements import NEAR, Draft, Registry, days_between
from servanda.ledger.instruments import stage_of
from servanda.ledger.modality import presupposed, undone, vouched
from servanda.ledger.parties import codes, same_key, successor
from servanda.ledger.tables import tables
from servanda.ledger.terms import WORD, contains
from servanda.records import Claim, Mention

OUTSIDERS = ("state", "organ", "organisation", "person")
WINDOW = 90  # characters after "brokered by" in which the broker is named
SEPARATOR = re.compile(r"[.;\n]")
OUTSIDER_FRAME = "instrument.outsider"  # what coding calls phrases that name a mediator
ALPHA3 = 3  # letters of a state's code


def find_mediators(registry: Registry) -> None:
    """Enters the mediators of each agreement, from documents that appeared within days of its making."""
    names = Named(_names(registry.corpus.claims))
    claims: dict[str, list[Claim]] = {}
    for claim in registry.corpus.claims:
        claims.setdefault(claim.doc_id, []).append(claim)
    for doc_id in sorted(registry.in_document):
        draft = _news(registry, doc_id, claims[doc_id])
        if draft is None:
            continue
        text = registry.corpus.documents[doc_id].text
        called = [*_by_role(text, names), *_outsiders(claims[doc_id])]
        if len(draft.key - same_key(called)) >= 2:  # whom the words call mediator or witness signs beside the parties and is none
            draft.parties = tuple(code for code in draft.parties if successor(code) not in same_key(called))
        told = [*called, *_by_words(text, names), *(code for c in claims[doc_id] for code in _by_clause(draft, c))]
        alone = (code for code in told if successor(code) not in draft.key and not draft.key & same_key(code.split("+")))  # "A+B": both speak
        new = dict.fromkeys(code for code in alone if code not in draft.mediators)
        draft.mediators.extend(new)


def _news(registry: Registry, doc_id: str, claims: Iterable[Claim]) -> Draft | None:
    """The agreement whose making the document reports, the first named where there are several."""
    making = {registry.of_claim[c.claim_id].number for c in claims if c.claim_id in registry.of_claim and not undone(c) and stage_of(c)[1]}
    made = [
        (start, draft.number, draft)
        for start, draft in registry.in_document[doc_id]
        if draft.number in making and draft.day is not None and abs(days_between(draft.day, registry.corpus.published(draft.claims[0]))) <= NEAR
    ]
    published = registry.corpus.documents[doc_id].published or ""
    near = [item for item in made if abs(days_between(item[2].day or "", published[:10])) <= NEAR]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    """Names of states and organisations to their codes."""
    found: dict[str, str] = {}
    for claim in claims:
        inner = claim.instrument.parties if claim.instrument else ()
        for mention in (*claim.agents, *claim.recipients, *inner):
            if mention.code and mention.name and mention.kind != "people":
                found.setdefault(mention.name, mention.code)
    return found


class Named:
    """Names of states and organisations, found in a few words at once however many names there are."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes: dict[str, list[tuple[int, str]]] = {}
        for at, (name, code) in enumerate(names.items()):
            self._codes.setdefault(" ".join(WORD.findall(name.lower())), []).append((at, code))
        self._longest = max((name.count(" ") + 1 for name in self._codes), default=1)

    def codes_in(self, text: str) -> list[str]:
        """Codes of the names that stand in the text as whole words, in the order of the names."""
        words = WORD.findall(text.lower())
        runs = {" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, min(at + self._longest, len(words)) + 1)} or {""}
        return [code for _, code in sorted(item for run in runs for item in self._codes.get(run, ()))]

    def at_end(self, text: str) -> list[str]:
        """Codes of the names with which the text ends, in the order of the names."""
        words = WORD.findall(text.lower())
        ends = {" ".join(words[-length:]) for length in range(1, min(self._longest, len(words)) + 1)}
        return [code for _, code in sorted(item for end in ends for item in self._codes.get(end, ()))]


def _by_words(text: str, names: Named) -> list[str]:
    """Codes of those named shortly after words of mediation."""
    found: list[str] = []
    for phrase in tables().instruments.mediation:
        for match in re.finditer(rf"\b{re.escape(phrase)}\b", text) if phrase in text else ():
            found.extend(names.codes_in(re.split(r"[.;\n\"“”]", text[match.end() : match.end() + WINDOW], maxsplit=1)[0]))
    return found


def _by_role(text: str, names: Named) -> list[str]:
    """Codes of those whom the words give the part of a mediator: "with A and B as mediators", "A, the mediator"."""
    known = tables().instruments
    parts = "|".join(map(re.escape, known.mediators))
    said = re.compile(rf" (?:a|an|the|is|as) (?:{parts})\b")
    inside = [part for part in SEPARATOR.split(text) if said.search(part)]  # few: the patterns below try every place of a text and take long
    groups = (m for part in inside for m in re.finditer(rf"\bwith ([^.;\n]{{2,{WINDOW}}}?) as (?:an? |the )?(?:{parts})\b", part))
    apposed = (m for part in inside for m in re.finditer(rf"([^.;,\n]{{2,{WINDOW}}}), (?:the|which is|as) (?:{parts})\b", part))
    found = [code for match in groups for code in names.codes_in(match[1])]
    return [*found, *(code for match in apposed for code in names.at_end(match[1]))]


def _by_clause(draft: Draft, claim: Claim) -> Iterator[str]:
    """Codes of outsiders whom one clause of the document shows at work for the agreement."""
    known = tables().instruments
    speakers = [link.speaker for link in claim.attribution if link.speaker is not None]
    yield from (m.code for m in (*claim.agents, *speakers) if m.code and _called(m, known.mediators))
    if claim.frame == OUTSIDER_FRAME:
        yield from (m.code for m in claim.agents if m.code)
        return
    if claim.illocution in ("endorsement", "appeal") or not vouched(claim):
        return
    makes = stage_of(claim)[1] and not presupposed(claim)
    if makes and claim.clause != "relative" and codes(claim.agents) and set(codes(claim.agents)) <= set(draft.parties):
        yield from (m.code for m in speakers if m.code and m.kind in OUTSIDERS)
    if claim.action in known.mediates and (_among(draft, claim.recipients) or contains(claim.object.text if claim.object else "", known.mediated)):
        yield from (m.code for m in claim.agents if m.code and (m.kind != "person" or _among(draft, claim.recipients) or _outside(m)))


def _outsiders(claims: Iterable[Claim]) -> Iterator[str]:
    """Codes of those of whom a phrase says that they only stood by ("at a ceremony attended by A, B and C signed"), whoever the parse took to sign."""
    for claim in claims:
        if claim.frame == OUTSIDER_FRAME and not contains(claim.object.text if claim.object else "", tables().instruments.negotiating):
            yield from (m.code for m in claim.agents if m.code)


def _called(mention: Mention, words: Iterable[str]) -> bool:
    """Whether the words call somebody the mediator: "the envoy of the Union", not "a mediator from Ruritania"."""
    indefinite = mention.text.lower().startswith(("a ", "an "))
    return not indefinite and mention.kind in OUTSIDERS and contains(f"{mention.text} {mention.organ or ''}", words)


def _outside(mention: Mention) -> bool:
    """Whether a person acts for an organisation, not only for the state he comes from."""
    return mention.code is not None and len(mention.code) != ALPHA3


def _among(draft: Draft, mentions: Iterable[Mention]) -> bool:
    """Whether the act is done to two parties of the agreement or more."""
    named = {successor(code) for code in codes(mentions)}
    return len(named) >= 2 and named <= draft.key
