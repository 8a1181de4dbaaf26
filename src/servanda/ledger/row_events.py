"""Events of event tables: rows join the event of the texts that they tell of, or make one of their own; they change nothing that texts tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.ledger.agreements import days_between, ordinal
from servanda.ledger.corpus import Corpus
from servanda.ledger.deeds import Deed, gist
from servanda.ledger.parties import label, same_key
from servanda.ledger.tables import tables
from servanda.records import Claim, Mention, Precision

Key = tuple[str, str, frozenset[str], int]  # type, "from" or "between", these parties, day


def add_rows(corpus: Corpus, told: Iterable[Deed]) -> list[Deed]:
    """The events that only rows tell, in order of publication; the others are put to those that are `told`."""
    known: dict[Key, list[Deed]] = {}
    for earlier in told:
        _enter(known, earlier)
    own: list[Deed] = []
    for claim in corpus.rows:
        deed = _deed(corpus, claim)
        if deed is None:
            continue
        same = next((other for other in _near(known, deed, claim) if _is_same(corpus, other, deed, claim)), None)
        if same is not None:
            same.claims.append(claim)
        else:
            own.append(deed)
            _enter(known, deed)
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


def _is_mutual(claim: Claim) -> bool:
    return (claim.cameo or "").startswith(tables().events.mutual)


def _enter(known: dict[Key, list[Deed]], deed: Deed) -> None:
    """Notes a deed under those who do it, and under all that take part."""
    if (day := ordinal(deed.day)) is not None:
        known.setdefault((deed.plover, "from", same_key(deed.source), day), []).append(deed)
        known.setdefault((deed.plover, "between", same_key((*deed.source, *deed.target)), day), []).append(deed)


def _near(known: dict[Key, list[Deed]], deed: Deed, claim: Claim) -> Iterator[Deed]:
    """Known deeds of these parties within the days that reports may differ by, the nearest first."""
    day, close = ordinal(deed.day), tables().events.close_days
    if day is None or not deed.exact:
        return
    side, parties = ("between", (*deed.source, *deed.target)) if _is_mutual(claim) else ("from", deed.source)
    for apart in sorted(range(-close, close + 1), key=abs):
        yield from known.get((deed.plover, side, same_key(parties), day + apart), ())


def _is_same(corpus: Corpus, known: Deed, deed: Deed, claim: Claim) -> bool:
    """Whether the row can tell of the known deed: both days named are one, and a data set that counts events tells two apart by two rows."""
    if known.exact and days_between(known.day, deed.day) != 0:
        return False
    dataset = corpus.documents[claim.doc_id].dataset
    if dataset in tables().events.counting and any(corpus.documents[c.doc_id].dataset == dataset for c in known.claims):
        return False
    a, b = same_key(known.target), same_key(deed.target)
    return _is_mutual(claim) or a <= b or b <= a
