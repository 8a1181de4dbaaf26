"""Numbers that one passage sets against each other, as disagreements ("the team says 1,300; the army puts the number at 1,500").

Coding marks the sides (`coding/figures.py`); here they are tied to the commitment of whose performance or promise the passage tells, and
passages that repeat one dispute are joined. Reprints count once. Counts of different days stay apart: a number that grows is no dispute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.ledger.agreements import Registry
from servanda.ledger.clashes import Clash, each_once, number_words, who
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.cues import classes_in
from servanda.ledger.observations import Observation
from servanda.ledger.parties import same_key
from servanda.ledger.terms import contains, terms
from servanda.records import Claim, RivalValue

LEAST = 3  # signs by which a passage speaks of a commitment
LONGEST_ABOUT = 80  # characters of the text's words for what a dispute is about


def rival_figures(corpus: Corpus, registry: Registry, book: Book) -> list[Clash]:
    """One clash for each dispute about a number, in order of reading."""
    disputes: dict[tuple[str, int], list[Claim]] = {}
    for claim in corpus.figures:
        if claim.object is not None and corpus.origin(claim.doc_id) == claim.doc_id:
            disputes.setdefault((claim.doc_id, claim.object.start), []).append(claim)
    told = _told(book) if disputes else {}
    found: list[Clash] = []
    of_thing: dict[Owed | str, list[Clash]] = {}
    for sides in disputes.values():
        clash = Clash(_about(corpus, registry, book, told, sides), "quantity", _values(corpus, sides), list(sides))
        alike = of_thing.setdefault(clash.about, [])
        same = next((c for c in alike if _repeats(c, clash)), None)
        if same is None:
            found.append(clash)
            alike.append(clash)
        else:
            same.values, same.claims = each_once((*same.values, *clash.values)), [*same.claims, *clash.claims]
    return found


def rival_amounts(corpus: Corpus, row: Owed) -> Iterator[Clash]:
    """Reports of one performance on one day by which different voices of different documents give different numbers of the same unit."""
    days: dict[str, list[Observation]] = {}
    for seen in row.observations:
        counted = seen.claim is not None and seen.claim.quantity is not None and seen.amount is not None
        if seen.kind in ("done", "part") and seen.exact and counted and not seen.total:
            days.setdefault(seen.day, []).append(seen)
    for _, told in sorted(days.items()):
        claims = [seen.claim for seen in sorted(told, key=lambda o: (o.known, o.claim_id)) if seen.claim is not None]
        units = {claim.quantity.unit for claim in claims if claim.quantity is not None}
        origins = {corpus.origin(claim.doc_id): claim for claim in reversed(claims)}
        first = sorted(origins.values(), key=corpus.place)
        if len(first) > 1 and len(units) == 1 and len({who(corpus, claim) for claim in first}) > 1:
            yield Clash(row, "quantity", _values(corpus, first), first)


def _values(corpus: Corpus, sides: Sequence[Claim]) -> list[RivalValue]:
    """Each side's number; where one corrects himself, the last that he gives."""
    last = {who(corpus, claim): RivalValue(value=number_words(claim.quantity), by=who(corpus, claim), doc_id=claim.doc_id) for claim in sides}
    return list(last.values())


def _repeats(a: Clash, b: Clash) -> bool:
    """Whether a voice says in both what it says in the other: one dispute told again."""
    return bool({(v.value, v.by) for v in a.values} & {(v.value, v.by) for v in b.values})


def _told(book: Book) -> dict[str, list[tuple[Claim, Owed]]]:
    """The claims that promise a commitment or report of it, by document."""
    found: dict[str, list[tuple[Claim, Owed]]] = {}
    for row in book.rows:
        for claim in (*(p.claim for p in row.promises), *(o.claim for o in row.observations if o.claim is not None)):
            found.setdefault(claim.doc_id, []).append((claim, row))
    return found


def _about(corpus: Corpus, registry: Registry, book: Book, told: dict[str, list[tuple[Claim, Owed]]], sides: Sequence[Claim]) -> Owed | str:
    """The commitment of which a clause around the number tells, else one whose act and object the passage names, else the thing in its words."""
    first = sides[0]
    at = first.quantity.start if first.quantity is not None and first.quantity.start is not None else first.start
    values = {side.quantity.value for side in sides if side.quantity is not None}
    voices = same_key(m.code for side in sides for m in side.agents if m.code)
    here = [(c, row) for c, row in told.get(first.doc_id, ()) if c.sentence_start <= at < c.sentence_end]
    near = [(_strange(row, values, voices), abs(c.start - at), row.number, row) for c, row in here]
    if near:
        return min(near, key=lambda item: item[:3])[3]
    passage = _Passage(corpus, sides)
    best = max(((passage.fit(row), -row.number, row) for row in _at_hand(registry, book, first)), key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= LEAST:
        return best[2]
    words = " ".join(first.object.text.split())[:LONGEST_ABOUT] if first.object is not None else ""
    return words if terms(words) else "number"


def _strange(row: Owed, values: set[float], voices: frozenset[str]) -> int:
    """How little a duty has to do with the numbers and voices of a dispute: it owes none of these numbers, none of these voices owes it."""
    return 2 * (row.quantity is None or row.quantity.value not in values) + (not row.key & voices)


def _at_hand(registry: Registry, book: Book, claim: Claim) -> list[Owed]:
    """The commitments under agreements of the parties that the document names."""
    drafts = {draft.number: draft for code in registry.codes_of(claim.doc_id) for draft in registry.of_party(code, claim.doc_id)}
    return [row for number in sorted(drafts) for row in book.under(drafts[number])]


class _Passage:
    """The words in which the sides of a dispute stand, read once for all commitments at hand."""

    def __init__(self, corpus: Corpus, sides: Sequence[Claim]) -> None:
        first = sides[0]
        self._words = corpus.documents[first.doc_id].text[min(c.sentence_start for c in sides) : max(c.sentence_end for c in sides)]
        self._thing = terms(first.object.text) if first.object is not None else frozenset()
        self._acts = classes_in(self._words)
        self._voices = same_key(m.code for m in first.agents if m.code)

    def fit(self, row: Owed) -> int:
        """How many signs there are that the passage speaks of the commitment: its act and its object (two each), its number, its debtor."""
        if row.negative:
            return 0
        owed = row.quantity.text if row.quantity is not None else ""
        numbered = bool(owed) and contains(self._words, (owed.split()[0],))
        return 2 * bool(self._thing & row.terms) + 2 * bool(self._acts & row.classes) + numbered + bool(self._voices & row.key)
