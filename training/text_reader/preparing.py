"""Lines for the fitting: the windows of the written items as the network reads them, with what the coder would ask of them and what the marks answer.

The coder reads the items as it reads any text, but for the network itself, so that the network is fitted to the clauses and words that it will be asked
about, and to what the rules make of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from servanda.coding.claims import ClaimMaker
from servanda.coding.coder import Coder
from servanda.coding.document import clause_claims, prepared, text_of
from servanda.coding.referred import codes_of, namings_of, words_of
from servanda.coding.speech import Speech
from servanda.coding.unread import asked
from servanda.documents import make_document
from servanda.language.network.pieces import Pieces
from servanda.language.outcomes.reader import outcome_reader
from servanda.language.parsed import Token
from servanda.language.reading import Reading, read
from servanda.language.text_reader import Naming, Place, Text, Words
from servanda.language.text_reader.pairs import known_of, pairs_of
from servanda.language.text_reader.windows import Window, windows
from servanda.records import Claim, Mention
from training.text_reader.items import ITEMS, Item, Mark, read_items
from training.text_reader.parties import codes_of_party

Row = dict[str, Any]
OUTLET = "Wire"
UNMARKED = "none"
UNSAID = "?"  # a mark that fits none of the coder's claims says nothing of the other sort
UNNOTED = 0.3  # what words weigh that no mark speaks of, as those that stand for nobody


@dataclass
class Asking:
    """Words of one item, what rules take them for, and what the marks say: codes, None where no mark speaks of them."""

    words: Words
    meant: frozenset[str] | None


@dataclass
class Noted:
    """What the coder asks itself of the words of a text, in the order of its last asking."""

    found: dict[tuple[int, bool], tuple[Token, tuple[Mention, ...]]] = field(default_factory=dict)

    def note(self, maker: ClaimMaker, voice: bool) -> Callable[[Token, Any], Any]:
        """Keeps what rules find, and changes nothing."""

        def keep(head: Token, found: Any) -> Any:
            if maker.parties.covering(head) is None:
                several = found if isinstance(found, tuple) else (found,) if found is not None else ()
                self.found[maker.parties.offset(head), voice] = (head, several)
            return found

        return keep


def prepare(out: Path) -> None:
    """Writes the lines of all items, and prints how many marks fit what the coder asks."""
    coder, pieces, tally = Coder.load(), outcome_reader().cut, Counter[str]()
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted(ITEMS.glob("*.txt")):
            for number, item in enumerate(read_items(path)):
                document = make_document(item.text, doc_id=f"{path.stem}-{number}", outlet=OUTLET, published=item.day, title=item.title)
                with coder.nlp.memory_zone():
                    for reading in read(coder.nlp, [document]):
                        for row in rows_of(item, reading, coder, pieces, tally):
                            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(tally))


def rows_of(item: Item, reading: Reading, coder: Coder, pieces: Pieces, tally: Counter[str]) -> Iterator[Row]:
    """One for each window in which something is asked."""
    maker = prepared(reading, replace(coder.knowledge, ask=None))
    maker.askable = True  # items of other matters too: the network is to know what binds nobody
    noted = Noted()
    as_rules_have_it, keep = maker.parties.one, noted.note(maker, False)
    setattr(maker.parties, "one", lambda head: keep(head, as_rules_have_it(head)))  # noqa: B010 - what is asked of any phrase is noted on its way
    maker.speech.known_better = noted.note(maker, True)
    claims = {c.claim_id: c for c in clause_claims(reading, maker)}
    for index in range(len(maker.speech.told)):
        maker.speech.speaker(index)
    text, starts = text_of(reading), starts_of(item, reading.document.text)
    tally["sentences that the reading changed"] += len(item.sentences) - len(starts)
    clauses = list(clauses_of(item, maker, claims, starts, tally))
    asking = [*asking_of(item, maker, noted, starts, tally), *(sayings_of(item, maker, starts) if item.said else ())]
    by_marks, by_rules = ([*namings_of(maker.parties), *told(asking, marked)] for marked in (True, False))
    for window in windows(text, pieces):
        inside = [c for c in clauses if window.start <= (c["head"] or c["agent"] or c["recipient"])[0] < window.end]
        words = [a for a in asking if window.start <= a.words.head[0] < window.end and (a.meant is not None or not a.words.rule)]  # not all are marked
        if inside or words:
            yield {
                "doc": reading.document.doc_id, "pieces": window.pieces, "sorts": window.sorts,
                "clauses": [placed(c, window, text) for c in inside],
                "words": [[question(a, window, text, namings) for a in words] for namings in (by_marks, by_rules)],
            }  # fmt: skip


def starts_of(item: Item, text: str) -> dict[int, int]:
    """Where each sentence of an item begins in the document's text, by its number."""
    found: dict[int, int] = {}
    at = 0
    for number, sentence in item.sentences.items():
        words = " ".join(sentence.split())
        start = text.find(words, at)
        if start >= 0:
            found[number], at = start, start + len(words)
    return found


def asking_of(item: Item, maker: ClaimMaker, noted: Noted, starts: Mapping[int, int], tally: Counter[str]) -> Iterator[Asking]:
    """The words of which the coder asks itself, with what the marks say; then marked words of which it does not."""
    marks: dict[Place, str] = {}
    for mark in item.meant:
        place = mark.place(item.sentences[mark.sentence])
        if mark.sentence in starts and place is not None:
            marks[place[0] + starts[mark.sentence], place[1] + starts[mark.sentence]] = mark.party
    used: set[Place] = set()
    for (start, voice), (head, found) in sorted(noted.found.items(), key=lambda entry: entry[0]):
        words = words_of(maker.parties, head, found, voice)
        around = [place for place in marks if place[0] <= start < place[1]]
        above = maker.parties.offset(head.head) if head.head is not head else -1
        own = min((place for place in around if not place[0] <= above < place[1]), key=lambda place: place[1] - place[0], default=None)
        if own is not None:
            used.add(own)
            yield Asking(words, codes_of_party(marks[own], maker.parties))
        elif not around:
            yield Asking(words, None)
        tally["words asked and marked" if own else "words asked"] += 1
    for place in marks.keys() - used:
        tally["words marked"] += 1
        yield Asking(Words(place, place, "other", False, frozenset()), codes_of_party(marks[place], maker.parties))


def sayings_of(item: Item, maker: ClaimMaker, starts: Mapping[int, int]) -> Iterator[Asking]:
    """Each sentence of an item whose sayings are marked, but those in which several parties say something: who says it."""
    for number, start in starts.items():
        place = start, start + len(" ".join(item.sentences[number].split()))
        parties = {codes_of_party(mark.party, maker.parties) for mark in item.said if mark.sentence == number}
        if len(parties) < 2:
            yield Asking(words_said(maker.speech, place), next(iter(parties), frozenset()))


def words_said(speech: Speech, sentence: Place) -> Words:
    """A sentence of which is asked who says it."""
    speakers = [speech.speaker(index) for index in speech.inside(*sentence)]
    return Words(sentence, sentence, "sentence", True, codes_of(m for m in speakers if m is not None))


def told(asking: Sequence[Asking], marked: bool) -> list[Naming]:
    """Where words stand for parties, as marked or as rules have it."""
    found = {(a.words.place, code) for a in asking if a.words.sort != "sentence" for code in ((a.meant or ()) if marked else a.words.rule)}
    return [Naming(place, code, "told", False) for place, code in sorted(found)]


def question(asking: Asking, window: Window, text: Text, namings: Sequence[Naming]) -> Row:
    """Words and the parties that they may stand for, as numbers of pieces and of rows of what is known."""
    words, others = asking.words, [n for n in namings if n.sort != "told" or n.place != asking.words.place]
    pairs = pairs_of(words, others, text)
    return {
        "phrase": [*window.at(words.place)], "head": [*window.at(words.head)], "known": known_of(words), "rule": [c in words.rule for c in pairs],
        "pairs": [[([*window.at(pair.naming.place)], pair.known) for pair in some] for some in pairs.values()],
        "meant": [number for number, code in enumerate(pairs) if code in (asking.meant or ())],
        "weight": 1.0 if asking.meant is not None else UNNOTED, "asked": words.sort != "other" or bool(words.rule),
    }  # fmt: skip


def clauses_of(item: Item, maker: ClaimMaker, claims: Mapping[str, Claim], starts: Mapping[int, int], tally: Counter[str]) -> Iterator[Row]:
    """The clauses of which the network will be asked, and marks that fit none of them, by places in the text."""
    seen = [*(c for c in claims.values() if c.claim_id in maker.makings), *(c for _, c in maker.unread if c.claim_id not in claims)]
    for number, start in starts.items():
        words = " ".join(item.sentences[number].split())
        end = start + len(words)
        inside = sorted((c for c in seen if start <= head_of(c, maker) < end), key=lambda c: head_of(c, maker))
        events, duties = ([m for m in marks if m.sentence == number] for marks in (item.events, item.duties))
        found, owed = (matched(words, start, inside, marks, maker) for marks in (events, duties))
        tally.update({"events": len(events), "duties": len(duties), "events of a claim": len(found), "duties of a claim": len(owed)})
        yield from (alone(words, start, mark, "label") for n, mark in enumerate(events) if n not in found.values())
        yield from (alone(words, start, mark, "duty") for n, mark in enumerate(duties) if n not in owed.values())
        yield from (clause(c, maker, (start, end), c.claim_id in claims, kind_of(c, found, events), kind_of(c, owed, duties)) for c in inside)


def placed(row: Row, window: Window, text: Text) -> Row:
    """A clause by pieces of a window: its sentence, verb and parties."""
    at = (row["head"] or row["agent"] or row["recipient"])[0]
    sentence = next((s for s in reversed(text.sentences) if s[0] <= at), None)
    parts = [[*window.at(place)] for place in (sentence, row["head"], row["agent"], row["recipient"])]
    return {name: value for name, value in row.items() if name not in {"head", "agent", "recipient"}} | {"parts": parts}


def head_of(claim: Claim, maker: ClaimMaker) -> int:
    """Where the word stands that carries a claim."""
    return maker.parties.offset(maker.makings[claim.claim_id].clause.head)


def kind_of(claim: Claim, found: Mapping[str, int], marks: Sequence[Mark]) -> str:
    """The kind of the claim's mark."""
    return marks[found[claim.claim_id]].kind if claim.claim_id in found else UNMARKED


def clause(claim: Claim, maker: ClaimMaker, bounds: Place, kept: bool, label: str, duty: str) -> Row:
    """A claim as the network will be asked about it (`coding/unread.py`), with its marks."""
    told = asked(maker, claim, bounds, kept)
    return {
        "head": told.head, "agent": told.agent, "recipient": told.recipient, "label": label, "duty": duty, "rule": told.rule, "withheld": told.withheld,
        "said": told.said, "read": told.kept, "voiced": told.voiced,
    }  # fmt: skip


def alone(words: str, start: int, mark: Mark, sort: str) -> Row:
    """A mark that fits none of the coder's claims: its words and parties as they stand."""
    head, agent, recipient = (place_of(words, start, part) for part in (mark.trigger, mark.source, mark.target))
    return {
        "head": head, "agent": agent, "recipient": recipient,
        "label": mark.kind if sort == "label" else UNSAID, "duty": mark.kind if sort == "duty" else UNSAID,
        "rule": UNMARKED, "withheld": False, "said": "position", "read": False, "voiced": False, "alone": True,
    }  # fmt: skip


def place_of(words: str, start: int, part: str) -> Place | None:
    """Where words stand in a sentence that begins at `start`."""
    at = words.find(part) if len(part) > 1 else -1
    return (start + at, start + at + len(part)) if at >= 0 else None


def matched(words: str, start: int, claims: Sequence[Claim], marks: Sequence[Mark], maker: ClaimMaker) -> dict[str, int]:
    """Claims by the mark whose words hold theirs: one that the tables read alike before others, then the first."""
    found: dict[str, int] = {}
    for number, mark in enumerate(marks):
        best: list[tuple[tuple[int, int], str]] = []
        for at in (n for n in range(len(words)) if words.startswith(mark.trigger, n)):
            for c in claims:
                head = head_of(c, maker) - start
                if at <= head < at + len(mark.trigger) and c.claim_id not in found:
                    best.append(((int(c.plover != mark.kind), head - at), c.claim_id))
        if best:
            found[min(best)[1]] = number
    return found
