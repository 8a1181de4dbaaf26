"""Charges and findings that a standing or negative duty was broken.

A party's charge makes the duty disputed; a finding by a named body makes it breached. Force used by a party that owed not
to use it counts as a charge: whether it breaks the promise is for others to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.ledger.agreements import Draft, Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.instruments import first_kind, fits_kind
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Kind, Observation, observed
from servanda.ledger.parties import codes, named_parties, same_key, successor
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import CUT, contains, nearness, stem, terms
from servanda.ledger.windows import RECALL
from servanda.records import Claim

BROKEN = re.compile(r"\b(?:br[eo][a]?k|broke|breach|violat|infring|reneg|flout)", re.IGNORECASE)
WHAT_BROKEN = re.compile(rf"{BROKEN.pattern}\w*\s(?:of\s|on\s)?(?:the\s|its\s|their\s)?([^,.;]{{3,60}})", re.IGNORECASE)
GENERAL = ("agreement", "text", "commitment", "word", "article", "clause", "terms", "provision", "time", "times")  # broken as a whole: no duty of its own
SAME = 0.5  # how near words must be to the object of a duty to mean it
ANSWER_DAYS = 30  # days in which a denial answers a charge


def find_breaches(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Adds an observation to each duty that a claim says was broken."""
    words = tables().statuses.reports
    for claim in corpus.claims:
        if undone(claim) or not vouched(claim) or claim.in_text or claim.illocution not in ("act", "position", "stance"):
            continue
        if claim.object is not None and contains(claim.object.text, words.former):
            continue  # "an earlier truce had collapsed": not the one that is owed now
        if claim.action in words.breaches or (claim.predicate in words.breaches and claim.illocution == "act"):
            _charge(corpus, registry, book, claim, same_key(codes(claim.agents)))
        elif claim.action in words.accuses and _names_breach(corpus, claim):
            accused = same_key(codes(claim.recipients)) or corpus.acting(claim) - same_key(codes(claim.agents))
            _charge(corpus, registry, book, claim, accused)
        elif claim.illocution == "position" and says_broken(corpus.words(claim)):
            _charge(corpus, registry, book, claim, _named_in(corpus, claim))
        elif claim.plover == "ASSAULT" and claim.illocution == "act":
            _force(corpus, registry, book, claim)
        elif claim.illocution == "act" and contains(corpus.sentence(claim), words.against_words):
            _against(corpus, registry, book, claim)
    _find_denials(corpus, book)


def _names_breach(corpus: Corpus, claim: Claim) -> bool:
    return _speaks_of_breach(corpus.sentence(claim))


def _speaks_of_breach(text: str) -> bool:
    lowered = f" {text.lower()}"
    return any(word in lowered and f" {word}" in lowered for word in tables().statuses.reports.breach_words)


def says_broken(text: str) -> bool:
    """Whether reported words say outright that something was broken."""
    words = tables().statuses.reports
    owed = _speaks_of_breach(text) and (first_kind(text) is not None or contains(text, (*words.word_of_honour, *words.bans)))
    return owed and not contains(text, words.open_words) and not contains(text, words.not_words)


def _named_in(corpus: Corpus, claim: Claim) -> frozenset[str]:
    """The parties that reported words name before they speak of a breach, the speaker left out."""
    voice = speaker(claim)
    before = terms(BROKEN.split(corpus.words(claim), maxsplit=1)[0])
    by = same_key((voice.code,)) if voice is not None and voice.code else frozenset()
    return corpus.named_in(before) - by


def _agreements(registry: Registry, book: Book, claim: Claim, accused: frozenset[str]) -> list[Draft]:
    """The agreement the claim names, else those its document has spoken of to which the accused are party."""
    named = registry.of_claim.get(claim.claim_id)
    if named is not None:
        return [named]
    kind = first_kind(registry.corpus.sentence(claim))
    seen = dict.fromkeys(d for _, d in registry.in_document.get(claim.doc_id, ()) if not accused or accused & d.key)
    here = [d for d in seen if (kind is None or fits_kind(kind, d.kinds)) and book.under(d)]
    if here:
        return here
    between = registry.between(same_key(codes(claim.agents)) | accused, claim.doc_id)
    known = [d for d in between if kind is not None and fits_kind(kind, d.kinds) and book.under(d)]
    return known[-1:] or _by_duty(registry, book, claim, accused)


def _by_duty(registry: Registry, book: Book, claim: Claim, accused: frozenset[str]) -> list[Draft]:
    """The latest agreement of those named in the document with a duty that the words break: "the truce", "its word"."""
    around = accused | frozenset(registry.codes_of(claim.doc_id))
    wanted = (terms(claim.object.text) if claim.object else frozenset()) | _broken(registry.corpus.sentence(claim))
    word = wanted <= terms(" ".join(tables().statuses.reports.word_of_honour))
    published, found = registry.corpus.published(claim), []
    for draft in {d.number: d for code in sorted(around) for d in registry.of_party(code, claim.doc_id)}.values():
        rows = [r for r in book.under(draft) if r.duty in ("negative", "standing") and (not accused or accused & r.key)]
        meant = any(nearness(r.terms, wanted) >= SAME for r in rows) or (word and bool(rows) and len(draft.key & around) > 1)
        if meant and draft.day is not None and 0 <= days_between(draft.day, published) <= RECALL:
            found.append(draft)
    return sorted(found, key=lambda d: (d.day or "", d.number))[-1:]


def _charge(corpus: Corpus, registry: Registry, book: Book, claim: Claim, accused: frozenset[str]) -> None:
    phrase = claim.object.text if claim.object else ""
    wanted = frozenset() if first_kind(phrase) is not None and claim.instrument is not None else terms(phrase)  # "the deal" as a whole, or a duty
    wanted |= _broken(corpus.sentence(claim))
    for agreement in _agreements(registry, book, claim, accused):
        said = claim.illocution == "position"  # its agents are those who say it
        parties = accused or (agreement.key - same_key(codes(claim.agents)) if said else same_key(named_parties(claim.agents, agreement.parties)))
        rows = [r for r in book.under(agreement) if r.duty in ("negative", "standing") and (not parties or parties & r.key)]
        near = [r for r in rows if nearness(r.terms, wanted) >= SAME]
        loose = rows if claim.action in tables().statuses.reports.breaches else []  # "broke the accord" touches whatever stands under it
        for row in near or _told(corpus, claim, [r for r in rows if r.negative]) or loose:
            charge(corpus, row, claim, parties)


def _broken(sentence: str) -> frozenset[str]:
    """The words for what a sentence says was broken: "the ceasefire" of "of violating the ceasefire by shelling a village"."""
    found = WHAT_BROKEN.search(sentence)
    return terms(CUT.split(found[1], maxsplit=1)[0]) - terms(" ".join(GENERAL)) if found is not None else frozenset()


def _told(corpus: Corpus, claim: Claim, rows: list[Owed]) -> list[Owed]:
    """Of several duties not to act those of which the charge's sentence says most, all where it tells of none."""
    said = terms(corpus.sentence(claim))
    shared = {row.number: len(row.terms & said) for row in rows}
    most = max(shared.values(), default=0)
    return [row for row in rows if shared[row.number] == most]


def _force(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> None:
    actors = same_key(codes(claim.agents))
    force = force_terms()
    for agreement in _agreements(registry, book, claim, actors) if actors else []:
        for row in book.under(agreement):
            if actors & row.key and row.duty in ("negative", "standing") and force & row.terms:
                charge(corpus, row, claim, actors)


def _against(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> None:
    """ "Dug trenches on the hill in violation of the minutes": a deed told as one against what was agreed, which its doer may own up to."""
    actors, voice = same_key(codes(claim.agents, people=True)), speaker(claim)
    owned = voice is not None and bool(same_key((voice.code or "").split("+")) & actors)
    wanted = terms(claim.object.text) if claim.object is not None else frozenset()
    theirs = {d.number: d for code in sorted(actors) for d in registry.of_party(code, claim.doc_id) if book.under(d)}
    for agreement in (_agreements(registry, book, claim, actors) or list(theirs.values())[-1:]) if actors else []:
        for row in book.under(agreement):
            same = row.best.claim.predicate == claim.predicate or nearness(row.terms, wanted) >= SAME
            if not (row.negative and same and actors & row.key):
                continue
            if owned and corpus.day(claim) >= announced_on(corpus, row)[0]:
                row.observations.append(_owned(corpus, claim, actors & row.key))
            else:
                charge(corpus, row, claim, actors)


def _owned(corpus: Corpus, claim: Claim, actors: frozenset[str]) -> Observation:
    """A breach that whoever committed it admits."""
    return observed(corpus, claim, "found", corpus.day(claim), exact=False, actors=actors, grade="counterpart")


@lru_cache(maxsize=1)
def force_terms() -> frozenset[str]:
    """The telling words for force, as objects have them."""
    words = sorted(tables().statuses.reports.force)
    return frozenset(map(stem, words)) | terms(" ".join(words))


def _find_denials(corpus: Corpus, book: Book) -> None:
    """Adds the denials by debtors who have been charged with a breach shortly before."""
    charged: dict[str, list[Owed]] = {}
    for row in book.rows:
        if any(o.kind == "alleged" for o in row.observations):
            for code in sorted(row.key):
                charged.setdefault(code, []).append(row)
    for claim in corpus.claims:
        deniers = same_key(codes(claim.agents)) if claim.illocution == "denial" and not claim.in_text else frozenset()
        rows = {row.number: row for code in sorted(deniers) for row in charged.get(code, ())}
        for number in sorted(rows):
            _deny(corpus, rows[number], claim, deniers)


def _deny(corpus: Corpus, row: Owed, claim: Claim, deniers: frozenset[str]) -> None:
    known = corpus.published(claim)
    if any(o.kind == "alleged" and 0 <= days_between(o.known, known) <= ANSWER_DAYS for o in row.observations):
        row.observations.append(observed(corpus, claim, "denied", corpus.day(claim), exact=False, actors=deniers))


def charge(corpus: Corpus, row: Owed, claim: Claim, accused: frozenset[str]) -> None:
    """Adds the charge against the accused, as found where a named body makes it."""
    voice = speaker(claim) or (claim.agents[0] if claim.action in tables().statuses.reports.accuses and claim.agents else None)
    code = successor(voice.code) if voice is not None and voice.code else None
    day = corpus.day(claim)
    if day < announced_on(corpus, row)[0] or row.key == {code} or (code in accused and accused != row.key):
        return  # nobody charges himself
    if claim.plover == "ASSAULT" and act_day(claim) is None and any(p.claim.doc_id == claim.doc_id for p in row.promises):
        return  # a text that tells of the promise tells of the fighting before it
    words = tables().statuses.reports
    watches = voice is not None and voice.kind == "organisation" and contains(voice.name or "", words.watching)
    party = row.agreement is not None and code in row.agreement.key
    found = (code in words.bodies or watches) and not party and claim.plover != "ASSAULT"  # no party finds against another
    kind: Kind = "found" if found else "alleged"
    row.observations.append(observed(corpus, claim, kind, day, exact=False, actors=accused & row.key, grade="third-party" if found else "none"))


def is_soft(corpus: Corpus, row: Owed) -> bool:
    """Whether the promise leaves room for another time."""
    return any(contains(corpus.sentence(p.claim), tables().statuses.reports.soft) for p in row.promises if p.claim.deadline.kind != "none")
