"""Sentences that no rule reads as news of a duty, read by the network of `language/outcomes`.

"The barrier was raised at seven" keeps a promise to reopen the crossing, and no table knows the words for all such scenes. What rules have read of a sentence
stands; the network is asked only about the few duties that a sentence may mean and of which no rule has read anything in it, and counts only where it
is sure. A change that rests on it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from servanda.language.amounts import comparable, is_measured, value_in
from servanda.language.outcomes.texts import Outcome, promise_text
from servanda.language.quantities import find_quantities
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on, is_replaced
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.duties_by_word import DutiesByWord
from servanda.ledger.how_far import observe
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Kind, Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.readings import Report, is_hearsay
from servanda.ledger.terms import terms
from servanda.ledger.told import only_day
from servanda.ledger.windows import RECALL, day_number
from servanda.records import Claim, StatusChange

MOST = 4  # duties about which the network is asked of one sentence
LEAST = 0.3  # how near a duty must be to a sentence for that
SHORTEST = 25  # characters of a sentence
PARTY, NUMBER, BEFORE, CARRIED = 0.2, 0.5, 0.5, 0.4  # what the debtor's name, the number owed, a word and a report of the sentence before add to nearness
# How sure it must be. Of what it reads as halted, taken back or broken in the course of a real story two in three are not so: that is left to rules.
SURE: dict[Outcome, float] = {"done": 0.65, "part": 0.65}
READ_AS = "read as "  # the reason of a step that rests on the network
TELLING = ("act", "position")
NEVER = 2.0
NEARER = 0.3  # what the nearness of a duty weighs against the network's belief, where a sentence may mean several
SAID_ON = re.compile(
    r"\b(?:said|says|announced|reported|confirmed|told\s[^,.;]{3,40}?|acknowledged|stated)\s(on\s\w{6,9}|\w{6,9}day|yesterday|today)\b", re.IGNORECASE
)
Ask = Callable[[str, str, str], Mapping[Outcome, float]]  # promise, sentence and the sentence before to the belief in each outcome


@dataclass(frozen=True)
class Sentence:
    """A sentence with its claims; `claim` is the one that stands for it."""

    claim: Claim
    words: str
    before: str
    begun: int  # where the sentence before begins


def read_outcomes(corpus: Corpus, registry: Registry, book: Book, told: DutiesByWord, ask: Ask) -> None:
    """Adds an observation to each duty of which the network is sure that a sentence tells."""
    names, read = _names(corpus), _read_by_rules(book)
    for sentence in _sentences(corpus) if book.rows else ():
        claim = sentence.claim
        if (claim.doc_id, claim.sentence_start) in read:
            continue
        best: dict[frozenset[str], tuple[float, int, Owed, Outcome, float]] = {}
        day = act_day(claim)
        for near, row in _meant(corpus, registry, told, sentence, read):
            if day is not None and day < announced_on(corpus, row)[0]:
                continue  # done before it was promised
            beliefs = ask(_promised(row, names), sentence.words, sentence.before)
            outcome = max(beliefs, key=lambda o: beliefs[o])
            belief = beliefs[outcome]
            if belief >= SURE.get(outcome, NEVER) and (row.key not in best or (belief + NEARER * near, -row.number) > best[row.key][:2]):
                best[row.key] = (belief + NEARER * near, -row.number, row, outcome, belief)
        for _, _, row, outcome, belief in best.values():
            row.observations.append(_observe(corpus, row, sentence, outcome, belief))


def _names(corpus: Corpus) -> dict[str, str]:
    """Each party's name as texts have it."""
    found: dict[str, str] = {}
    for claim in corpus.claims:
        for mention in (*claim.agents, *claim.recipients):
            if mention.code and mention.name:
                found.setdefault(mention.code, mention.name)
    return found


def _sentences(corpus: Corpus) -> Iterator[Sentence]:
    """The sentences of claims, each once, copies of texts and texts of agreements left out."""
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in corpus.claims:
        if corpus.origin(claim.doc_id) == claim.doc_id:
            groups.setdefault((claim.doc_id, claim.sentence_start), []).append(claim)
    last: dict[str, int] = {}
    for claims in groups.values():
        telling = [c for c in claims if c.illocution in TELLING and vouched(c) and not undone(c) and not is_hearsay(c)]
        if not telling or any(c.in_text for c in claims) or claims[0].sentence_end - claims[0].sentence_start < SHORTEST:
            continue
        claim = min(telling, key=lambda c: (c.illocution != "act", c.depth, c.start))
        before = _before(corpus, claim)
        yield Sentence(claim, corpus.sentence(claim), before, last.get(claim.doc_id, -1) if before else -1)
        last[claim.doc_id] = claim.sentence_start


def _before(corpus: Corpus, claim: Claim) -> str:
    """The sentence before, as far as `said_before` goes."""
    text, start = corpus.said_before(claim), claim.start - claim.sentence_start
    return text[: len(text) - start].strip()


def _promised(row: Owed, names: dict[str, str]) -> str:
    """The duty as the network was taught to read it."""
    owing = " and ".join(names.get(code, code) for code in row.debtor)
    owed_to = row.agreement.parties if row.agreement is not None else ()
    others = " and ".join(names.get(code, code) for code in owed_to if code not in row.debtor)
    best, quantity = row.best, row.quantity
    counted = quantity is not None and quantity.value > 1 and not is_measured(quantity.unit) and not any(c.isdigit() for c in best.object)
    number = f"{quantity.value:,.0f} " if quantity is not None and counted else ""
    return promise_text(owing, others, best.action, f"{number}{best.object}")


def _read_by_rules(book: Book) -> dict[tuple[str, int], set[int]]:
    """The duties of which rules have read something in each sentence, by document and where the sentence begins."""
    found: dict[tuple[str, int], set[int]] = {}
    for row in book.rows:
        for seen in row.observations:
            if seen.claim is not None:
                found.setdefault((seen.claim.doc_id, seen.claim.sentence_start), set()).add(row.number)
    return found


def _meant(corpus: Corpus, registry: Registry, told: DutiesByWord, sentence: Sentence, read: dict[tuple[str, int], set[int]]) -> list[tuple[float, Owed]]:
    """The duties that a sentence may mean and how near they are, nearest first."""
    claim = sentence.claim
    around = registry.around(claim.doc_id)
    said, known = terms(sentence.words), corpus.published(claim)
    context = terms(sentence.before)
    carried = read.get((claim.doc_id, sentence.begun), set())
    rows = told.of(around, said | context, day_number(known)) or {}
    ranked = []
    for row in rows.values():
        announced, first = announced_on(corpus, row)
        if not 0 <= days_between(announced, known) <= RECALL or corpus.published(first) >= known or is_replaced(corpus, row, known):
            continue
        if any(p.claim.doc_id == claim.doc_id for p in row.promises):
            continue
        near = _nearness(row, sentence, said, context, around) + CARRIED * (row.number in carried)
        if near >= LEAST:
            ranked.append((-near, row.number, row))
    return [(-near, row) for near, _, row in sorted(ranked, key=lambda r: r[:2])[:MOST]]


def _nearness(row: Owed, sentence: Sentence, said: frozenset[str], context: frozenset[str], around: frozenset[str]) -> float:
    """How near the words of a sentence are to a duty: its words, its number, its debtor."""
    shared = len(row.terms & said) + BEFORE * len(row.terms & (context - said))
    number = row.quantity is not None and row.quantity.value > 1 and f"{row.quantity.value:g}" in sentence.words.replace(",", "")
    return shared / max(1, min(len(row.terms), len(said))) + NUMBER * number + PARTY * bool(around & row.key)


def _observe(corpus: Corpus, row: Owed, sentence: Sentence, outcome: Outcome, belief: float) -> Observation:
    """What the network reads: as far as it says, less where fewer are counted than are owed."""
    claim = sentence.claim
    day, known = act_day(claim), corpus.published(claim)
    promised = announced_on(corpus, row)[0]
    day = None if day == promised else day  # "in line with the statement of 7 December": the promise's own day
    others = frozenset(d for d in (promised, row.deadline.date, _reported(sentence)) if d)
    told = day or only_day(sentence.words, known, others)
    actors = same_key(codes(claim.agents)) & row.key
    seen = observe(corpus, row, Report(claim, row.classes, row.terms, actors, False, row.agreement, told or known, day is not None))
    return replace(seen, kind=_how_far(row, seen, outcome, sentence.words), why=f"{READ_AS}{outcome} (network, {belief:.2f})", read=True)


def rests_on_network(step: StatusChange) -> bool:
    """Whether no rule but the network reads a step so."""
    return step.why.startswith(READ_AS)


def _reported(sentence: Sentence) -> str | None:
    """The day on which somebody says so: "the minister said on Tuesday that"."""
    said = SAID_ON.search(sentence.words)
    return only_day(said[1], sentence.claim.published[:10]) if said is not None and sentence.claim.published else None


def _how_far(row: Owed, seen: Observation, outcome: Outcome, words: str) -> Kind:
    if row.duty == "standing":
        return "holds" if outcome == "done" else "begun"
    fewer = seen.amount is not None and row.quantity is not None and seen.amount < row.quantity.value
    if seen.amount is None and row.quantity is not None and is_measured(row.quantity.unit):  # "the transfer of two million was made", of six
        counted = [value_in(q, row.quantity.unit) for q in find_quantities(words) if comparable(q, row.quantity)]
        fewer = bool(counted) and max(counted) < row.quantity.value
    if outcome == "done":
        return "part" if fewer and not seen.whole else "done"
    return seen.kind if seen.kind in ("part", "begun") else "part"
