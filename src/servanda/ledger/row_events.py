"""Events of event tables: rows join the event of the texts that they tell of, or make one of their own; they change nothing that texts tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.ledger.agreements import days_between, ordinal
from servanda.ledger.corpus import Corpus
from servanda.ledger.events import Deed, gist
from servanda.ledger.parties import label, same_key
from servanda.ledger.tables import tables
from servanda.records import Claim, Mention, Precision

Place = tuple[str, frozenset[str], int | None]  # type, parties that tell it, day


def add_rows(corpus: Corpus, told: Iterable[Deed]) -> list[Deed]:
    """The events that only rows tell, in order of publication; the others are put to those that are `told`."""
    known: dict[Place, list[Deed]] = {}
    for earlier in told:
        known.setdefault(_place(earlier, ordinal(earlier.day)), []).append(earlier)
    own: list[Deed] = []
    for claim in corpus.rows:
        deed = _deed(corpus, claim)
        if deed is None:
            continue
        same = [other for other in _near(known, deed) if _is_same(corpus, other, deed, claim)]
        if same:
            same[0].claims.append(claim)
            continue
        own.append(deed)
        known.setdefault(_place(deed, ordinal(deed.day)), []).append(deed)
    return own


def _deed(corpus: Corpus, claim: Claim) -> Deed | None:
    """The deed that a row tells; None where its code is of no PLOVER type."""
    if claim.plover is None:
        return None
    when = claim.happened
    precision: Precision = when.precision if when is not None else "unknown"
    day = (when.first if when is not None else None) or corpus.published(claim)
    return Deed(claim.plover, _parties(claim.agents), _parties(claim.recipients), day, precision == "day", precision, gist(corpus, claim), [claim])


def _parties(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Codes, words where no table knows the actor: a row names whom it means. A state's government and its people are one code, on both sides."""
    return tuple(dict.fromkeys(map(label, mentions)))


def _place(deed: Deed, day: int | None) -> Place:
    """Where a deed is looked for. What parties do together is entered by data sets once for each of them."""
    parties = (*deed.source, *deed.target) if deed.plover in tables().events.mutual else deed.source
    return deed.plover, same_key(parties), day


def _near(known: dict[Place, list[Deed]], deed: Deed) -> Iterator[Deed]:
    """Known deeds of these parties within the days that reports may differ by, the nearest first."""
    day = ordinal(deed.day)
    if day is None or not deed.exact:
        return
    for apart in sorted(range(-tables().events.close_days, tables().events.close_days + 1), key=abs):
        yield from known.get(_place(deed, day + apart), ())


def _is_same(corpus: Corpus, known: Deed, deed: Deed, claim: Claim) -> bool:
    """Whether the row can tell of the known deed: both days named are one, and a data set that counts events tells two apart by two rows."""
    if known.exact and days_between(known.day, deed.day) != 0:
        return False
    dataset = corpus.documents[claim.doc_id].dataset
    if dataset in tables().events.counting and any(corpus.documents[c.doc_id].dataset == dataset for c in known.claims):
        return False
    a, b = same_key(known.target), same_key(deed.target)
    return deed.plover in tables().events.mutual or a <= b or b <= a
