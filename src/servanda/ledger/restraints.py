"""Duties not to act: charges that tell the forbidden act, and reports that nobody has done it.

"Accused them of having flown a drone over the border" names no breach, and no agreement; it tells the act that was renounced.
"No boat has been detained since" is the only way in which a duty not to act is ever seen to be kept. Both are told from
the words alone: enough of those that say what was renounced must come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from servanda.ledger.agreements import Registry, ordinal
from servanda.ledger.breaches import charge, force_terms
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Observation, observed
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import speaker
from servanda.ledger.readings import doubted
from servanda.ledger.tables import tables
from servanda.ledger.terms import act_classes, classes, contains, gerund_classes, head, nearness, terms
from servanda.ledger.windows import RECALL, Windows, day_number
from servanda.records import Claim, Grade, Mention

LEAST = 2  # telling words that must come back, names of parties left out
HALT = "cease"  # the class of acts that end others
DECLARING = {"declare", "announce", "proclaim", "denounce"}  # verbs of words about a duty, which keep none
SHOTS = ("shot", "shots", "gunfire", "shellfire", "explosion", "explosions", "bullet")
KEPT = 0.6  # share of the shorter wording that a report of restraint must share with the duty


def find_restraints(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Adds an observation to each duty not to act of which a claim says that it was broken, by telling the act, or kept."""
    named = frozenset(term for called in corpus.called.values() for term in called)
    duties = Duties(corpus, [row for row in book.rows if row.negative or _forbids_force(row) or is_halt(row)])
    acts: dict[tuple[str, int], set[str]] = {}
    for claim in corpus.claims:
        acts.setdefault((claim.doc_id, claim.sentence_start), set()).add(claim.predicate)
    for claim in corpus.claims if duties.any else ():
        if claim.in_text or not vouched(claim):
            continue
        if claim.action in tables().statuses.reports.accuses and not undone(claim):
            said = f"{corpus.sentence(claim)} {' '.join(sorted(acts[claim.doc_id, claim.sentence_start]))}"  # lemmas too: "flown" is to fly
            _charge(corpus, duties, claim, terms(said) - named)
        elif (undone(claim) or doubted(corpus, claim)) and claim.illocution in ("act", "denial"):  # "found no sign that it had given them arms"
            _kept(corpus, registry, duties, claim)
        elif claim.illocution == "act" and claim.agents and claim.predicate in duties.verbs:
            _acted(corpus, duties, claim)


def _forbids_force(row: Owed) -> bool:
    return row.duty == "standing" and bool(force_terms() & row.terms)


def is_halt(row: Owed) -> bool:
    """Whether what is owed is that an act is done no more: "will stop deporting families", "is to end its patrols of the wells"."""
    first = row.best.object.split(" ", 1)[0].lower()
    return row.duty == "standing" and HALT in row.classes and (bool(gerund_classes(first)) or bool(act_classes(head(row.best.object))))


def renounced(row: Owed) -> frozenset[str]:
    """The words of what is not to be done, the act's lemma among them."""
    return row.terms | terms(" ".join(p.claim.predicate for p in row.promises))


class Duties:
    """Duties not to act, found by debtor, by the words that say what was renounced, by its very verb, and by the days on which they were owed."""

    def __init__(self, corpus: Corpus, rows: Sequence[Owed]) -> None:
        self.any = bool(rows)
        self.renounced = {row.number: renounced(row) for row in rows}
        self.verbs = frozenset(verb for row in rows for verb in _verbs(row))
        self._rows = {row.number: row for row in rows}
        self._by_word = Windows(self._words(corpus))
        self._by_verb = Windows((r.key, verb, day_number(announced_on(corpus, r)[0]), r.number) for r in rows for verb in sorted(_verbs(r)))

    def _words(self, corpus: Corpus) -> Iterator[tuple[str, str, int, int]]:
        """Entries by debtor, "" for whoever it is, and by word, "" for force."""
        for row in self._rows.values():
            day = day_number(announced_on(corpus, row)[0])
            for word in (*([""] if _forbids_force(row) else []), *self.renounced[row.number]):
                yield from ((code, word, day, row.number) for code in ("", *row.key))

    def open_to(self, parties: frozenset[str], day: str, words: frozenset[str], verb: str | None = None, force: bool = False, least: int = LEAST) -> list[Owed]:
        """The latest duties of these parties (of all, where none is given) that were owed on a day and share `least` words; with `verb` those of just
        these parties not to do that, with `force` those not to use it."""
        published = ordinal(day)
        if published is None:
            return []
        found = set(self._by_verb.latest(parties, frozenset((verb,)), published, RECALL)) if verb is not None else set[int]()
        for code in parties or ("",):
            shared = Counter(self._by_word.latest(code, words, published, RECALL))
            found.update(number for number, count in shared.items() if count >= least)
            found.update(self._by_word.latest(code, frozenset(("",)), published, RECALL) if force else ())
        return [self._rows[number] for number in sorted(found)]


def _verb(row: Owed) -> str:
    return row.best.object.split(" ", 1)[0]


def _verbs(row: Owed) -> frozenset[str]:
    """The verbs of the act that is not to be done, as far as the words give one."""
    if row.negative:
        return frozenset((_verb(row),))
    first = _verb(row).lower()
    base = first.removesuffix("ing")
    if not is_halt(row) or base == first:
        return frozenset()
    return frozenset((base, f"{base}e", base[:-1])) if base[-1:] == base[-2:-1] else frozenset((base, f"{base}e"))


def _core(row: Owed) -> frozenset[str]:
    """The telling words of what was renounced, without where and to whom: the act and the noun that heads what it is done to."""
    verb, _, thing = row.best.object.partition(" ")
    return terms(f"{verb} {head(thing)}")


def _charge(corpus: Corpus, duties: Duties, claim: Claim, told: frozenset[str]) -> None:
    """ "Accused X of having flown a drone": the duty that shares most of the words."""
    accused, by = same_key(codes(claim.recipients)), same_key(codes(claim.agents))
    best: dict[int, Owed] = {}
    for row in duties.open_to(accused, corpus.published(claim), told, least=1) if accused or by else ():
        shared, concerned = duties.renounced[row.number] & told, bool(by & row.circle) and by.isdisjoint(accused or row.key)
        enough = len(shared) >= LEAST or (concerned and bool(_core(row) & told))  # its creditor need say less
        if (row.negative or is_halt(row)) and enough and (accused or concerned):
            best.setdefault(len(shared), row)
    if best:
        charge(corpus, best[max(best)], claim, accused)


def _acted(corpus: Corpus, duties: Duties, claim: Claim) -> None:
    """ "X has closed the canal": the very act that it owed not to do, whoever says so; whether that breaks its word is for others to say."""
    actors, words = same_key(codes(claim.agents)), terms(f"{claim.predicate} {claim.object.text if claim.object else ''}")
    for row in duties.open_to(actors, corpus.published(claim), words, claim.predicate) if actors else ():
        forbidden = duties.renounced[row.number]
        if claim.predicate in _verbs(row) and nearness(forbidden, words) >= KEPT and len(forbidden & words) >= LEAST:
            charge(corpus, row, claim, actors)


def _kept(corpus: Corpus, registry: Registry, duties: Duties, claim: Claim) -> None:
    """ "No boat has been detained by X", "nobody has opened fire", "no new mines have been found"."""
    known = tables().statuses.reports
    if not {claim.predicate, claim.action}.isdisjoint(known.holds | DECLARING) or (claim.object is not None and contains(claim.object.text, known.former)):
        return  # "earlier truces did not last", "nobody has declared the truce over"
    actors, published = same_key(codes(claim.agents)), corpus.published(claim)
    words = terms(f"{claim.predicate} {claim.object.text if claim.object else ''}") | terms(corpus.words(claim))
    told_of_none = claim.object is not None and not actors  # "no fee was charged", "no new mines have been found"
    unseen = claim.predicate in known.sees and not actors
    shots = claim.object is not None and contains(claim.object.text, SHOTS)  # "not a shot has been heard"
    force = claim.frame.split(".")[0] == "assault" or (told_of_none and (bool(words & force_terms()) or shots))
    voice = speaker(claim)
    around = registry.around(claim.doc_id) | same_key((voice.code,) if voice is not None and voice.code else ())
    for row in duties.open_to(actors, published, words, claim.predicate, force, 1 if told_of_none else LEAST):
        forbidden = duties.renounced[row.number]
        same = nearness(forbidden, words) >= KEPT and len(forbidden & words) >= LEAST
        same = same or (row.key == actors and claim.predicate in _verbs(row))  # the very verb of both debtors
        kin = unseen or bool(classes(claim.predicate) & classes(_verb(row)))
        concerned = told_of_none and not row.circle.isdisjoint(around)
        same = same or (concerned and kin and row.negative and claim.object is not None and head(claim.object.text) in forbidden)
        if actors and not row.key <= actors:
            continue  # one side's restraint says nothing of the other's
        if same or (force and _forbids_force(row)):
            row.observations.append(_restrained(corpus, row, claim, actors, voice))


def _restrained(corpus: Corpus, row: Owed, claim: Claim, actors: frozenset[str], voice: Mention | None) -> Observation:
    """That a duty not to act has been kept so far, as the voice tells."""
    own = voice is not None and voice.code is not None and same_key((voice.code,)) <= row.key
    grade: Grade = "promisor-only" if own else "third-party"
    return observed(corpus, claim, "holds", corpus.day(claim), exact=False, actors=actors & row.key, grade=grade)
