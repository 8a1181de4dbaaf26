"""Duties told of the thing alone, where nobody acts, under an agreement of parties that the text names: how it is to be ("the post is to be open by 1 May",
"all troops are to be out of the zone"), or what becomes of it on a day to come ("the bridge reopens on 1 May", "heavy weapons go into
barracks within 120 days").

Who owes it is the side whose people or things they are, of a law the state alone, else all parties. Words and the acts that they stand for are in
`tables/pledges.toml`.
"""

from __future__ import annotations

from servanda.coding.arguments import NO_DEADLINE, object_words
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import Clause
from servanda.coding.participants import by_state_alone
from servanda.coding.parties import BODIES
from servanda.coding.phrases import preposition
from servanda.coding.situation import PROMISES
from servanda.coding.subjects import own_subjects
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Deadline, Mention

STATE_FRAME = "promise.state"  # of how a thing is to be
MODALS = {"must", "shall", "will"}
PRESENT = {"VBZ", "VBP"}
CLAUSES = {"ROOT", "conj", "parataxis"}
BACK = 700  # characters before a clause in which its agreement has been named


def things_due(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker, claims: list[Claim]) -> list[Claim]:
    """The duties of a sentence's clauses that tell only of a thing; none where the clause makes a promise already."""
    found: list[Claim] = []
    for head in sentence:
        deed = to_be(head) or to_become(head, maker)
        if deed is None or head.dep_ not in CLAUSES or not own_subjects(head):
            continue
        offset = maker.parties.offset(head)
        inside = [maker.parties.offset(t) for t in head.subtree]
        if any(c.illocution in PROMISES and min(inside) <= c.start <= max(inside) for c in claims) or maker.speech.quoted(offset) or told_if(head):
            continue
        made = due_thing(head, deed, bounds, maker)
        found += [made] if made is not None else []
    return found


def to_be(head: Token) -> str | None:
    """The act by which a thing comes to be as a clause says that it is to be; None where it says nothing of the kind."""
    states = table("pledges")["states_due"]
    copula = next((c for c in head.children if c.dep_ == "cop"), None)
    if copula is None or any(c.lower_ in {"not", "n't", "never"} for c in head.children):
        return None
    before = [c for c in head.children if c.i < head.i and c.dep_ in {"aux", "mark", "cop"}]
    ahead = any(c.lower_ in MODALS for c in before) or (any(c.lower_ in {"is", "are"} for c in before) and any(c.tag_ == "TO" for c in before))
    word, behind = head.lemma_.lower(), next((preposition(c) for c in head.children if c.dep_ in {"obl", "nmod"} and preposition(c) in {"of", "from"}), "")
    case = " ".join(c.lower_ for c in head.children if c.dep_ == "case" and c.i < head.i)
    said = (f"{case} {word}".strip(), case, f"{word} {behind}".strip(), word)
    return next((states[s] for s in said if s in states), None) if ahead else None


def to_become(head: Token, maker: ClaimMaker) -> str | None:
    """The act by which what a clause in the present tense tells of a thing comes about, where it names a day to come."""
    turns, subject = table("pledges")["turns_due"], next(iter(own_subjects(head)), None)
    if head.tag_ not in PRESENT or subject is None or any(c.dep_ in {"obj", "aux", "aux:pass", "neg", "iobj"} or c.lower_ == "not" for c in head.children):
        return None
    if subject.pos_ not in {"NOUN", "PROPN"} or subject.lemma_.lower() in maker.lexicon.instruments:
        return None
    behind = [c for c in head.children if c.i > head.i and c.dep_ in {"obl", "advmod", "xcomp", "compound:prt"}]
    words = [w for c in behind for w in (c.lower_, preposition(c)) if w]
    lemma = head.lemma_.lower()
    burden = lemma in turns["burdens"] and subject.lemma_.lower() in turns["burdened"]
    act = "lift" if burden else next((turns[f"{lemma} {w}"] for w in words if f"{lemma} {w}" in turns), None) or turns.get(lemma)
    return act if isinstance(act, str) and day_of(head, maker).kind != "none" else None


def day_of(head: Token, maker: ClaimMaker) -> Deadline:
    """The deadline of a clause, or the day to come that it names."""
    own = {maker.parties.offset(t) for t in head.subtree}
    first, last, published = min(own), max(own) + 1, (maker.document.published or "9")[:10]
    terms = [d for d in maker.particulars.deadlines_in(first, last) if d.start in own and d.kind in ("date", "relative")]
    days = [t for t in maker.particulars.times_in(first, last) if t.start in own and t.last is not None and t.last > published]
    if terms:
        return terms[0]
    return Deadline(kind="date", date=days[0].last, start=days[0].start, end=days[0].end, text=days[0].text) if days else NO_DEADLINE


def told_if(head: Token) -> bool:
    """Whether a clause hangs on a verb of thinking or wanting ("hopes that the post will be open")."""
    return any(t.lemma_.lower() in table("pledges")["believing"] for t in head.sent if t is not head)


def due_thing(head: Token, action: str, bounds: tuple[int, int], maker: ClaimMaker) -> Claim | None:
    """The duty that the parties of the agreement spoken of bring about what a clause tells of its subject; None where no such agreement is near."""
    offset, subjects = maker.parties.offset(head), own_subjects(head)
    instrument = maker.topics.current(offset)
    makers = tuple(m for m in maker.topics.parties_of(instrument) if m.code) if instrument is not None else ()
    if instrument is None or len(makers) < 2 or offset - instrument.start > BACK or subjects[0].pos_ == "PRON":
        return None
    clause = Clause(head=head, objects=list(subjects))
    named = {m.code: m for _, m in maker.parties.within(subjects[0]) if m.code} | {m.code: m for m in maker.parties.resolve(subjects) if m.code}
    if any(m.kind in BODIES and m.code not in {o.code for o in makers} for m in named.values()):
        return None
    if is_body(subjects[0]) and action not in {"set up", "withdraw"}:
        return None
    own = tuple(m for m in makers if m.code in named)
    who: tuple[Mention, ...] = own if len(own) == 1 else by_state_alone(clause, makers, maker)
    words = object_words(clause, maker.parties)
    if words is None:
        return None
    quantity = next((q for q in maker.particulars.quantities_in(words.start, words.end) if not maker.particulars.dated(q)), None)
    codes, end = {m.code for m in who}, offset + len(head)
    return Claim(
        claim_id=claim_id(maker.document.doc_id, offset, "commissive", STATE_FRAME), doc_id=maker.document.doc_id, start=min(words.start, offset),
        end=max(words.end, end), sentence_start=bounds[0], sentence_end=bounds[1], illocution="commissive", predicate=action.split()[0], action=action,
        frame=STATE_FRAME, agents=who, recipients=tuple(m for m in makers if m.code not in codes), object=words, quantity=quantity,
        published=maker.document.published, deadline=day_of(head, maker), modality="promised", attribution=maker.speech.chain(offset), instrument=instrument,
    )  # fmt: skip


def is_body(noun: Token) -> bool:
    """Whether a noun is a body or somebody in office, who acts by himself."""
    lemma = noun.lemma_.lower()
    return lemma in word_roles("organs") or lemma in table("party_nouns")["plural"]["heads"]
