"""Promises whose second half leaves out the verb: "A is to give back 19 boats, B 23 paintings", "A will lift its ban on ham, and B its ban on cheese".

The words after a name that no verb follows are what its party owes by the act of the clause before. "Those of" and "that of" take up its thing.
"""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.arguments import Particulars
from servanda.coding.claims import claim_id
from servanda.coding.parties import BODIES, Parties
from servanda.coding.situation import PROMISES
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Deadline, Mention
from servanda.records import Span as Words

OPENING = {"its", "their", "those", "that"}  # before the thing of the second half, beside a number
STOPS = {",", ";", ".", ":", "(", "by", "until", "within", "before", "after", "once", "if", "when", "each", "all"}
GIFT_FRAME = "promise.thing"  # of what is promised without a verb of giving
VERBAL = ("VB", "MD")
TAKES_UP = {"those", "that"}
BEHIND = 9  # characters behind a thing in which its deadline begins


def gapped_promises(claims: list[Claim], sentence: Span, particulars: Particulars, parties: Parties) -> list[Claim]:
    """A sentence's claims, promises with a second half as two or more, each with its own party and thing."""
    made: list[Claim] = []
    for claim in claims:
        halves = list(second_halves(claim, sentence, parties)) if claim.illocution in PROMISES and claim.object is not None else []
        if not halves or any(c.start < halves[0][1].start <= c.end and c.start > claim.start for c in claims if c is not claim):
            made.append(claim)
            continue
        if len(halves) > 1 or claim.frame == GIFT_FRAME:
            claim = of_donors(claim, [mention for _, mention, _ in halves], sentence, parties)
        made.append(first_half(claim, halves[0][0], parties))
        made += [second_half(claim, mention, words, particulars, parties, len(halves) == 1) for _, mention, words in halves]
    return made


def of_donors(claim: Claim, others: list[Mention], sentence: Span, parties: Parties) -> Claim:
    """The promise of the first of several who each give something: owed to none of them, but to the one other party of the sentence."""
    givers = {m.code for m in (*claim.agents, *others)}
    named = {m.code: m for m in parties.near(parties.offset(sentence[0]), parties.offset(sentence[-1])) if m.code and m.kind in BODIES and m.code not in givers}
    served = tuple(m for m in claim.recipients if m.code not in givers) or (tuple(named.values()) if len(named) == 1 else ())
    return replace(claim, recipients=served)


def second_halves(claim: Claim, sentence: Span, parties: Parties) -> list[tuple[Token, Mention, list[Token]]]:
    """(the comma or "and", the party, the words of its thing) of each half without a verb behind a promise's thing."""
    thing, agents = claim.object, {m.code for m in claim.agents}
    given = any(thing is not None and claim.start < m.start < thing.start for m in claim.recipients)  # "will give A 20 boats and B 30": to whom
    if thing is None or given:
        return []
    found: list[tuple[Token, Mention, list[Token]]] = []
    for token in sentence[1:]:
        before, mention = token.nbor(-1), parties.covering(token)
        if mention is None or parties.offset(token) != mention.start or mention.start <= thing.start or mention.code is None or mention.kind not in BODIES:
            continue
        joined = before.text in {",", ";"} or (before.lower_ in {"and", "while"} and parties.covering(before.nbor(-1)) is None)
        words = thing_behind(token, mention, sentence, parties)
        if joined and words and mention.code not in agents:
            found.append((before.nbor(-1) if before.lower_ == "and" and before.nbor(-1).text == "," else before, mention, words))
    return found


def thing_behind(token: Token, mention: Mention, sentence: Span, parties: Parties) -> list[Token]:
    """The words of the thing right behind a party's name; [] where a verb or another phrase stands there."""
    behind = [t for t in sentence if parties.offset(t) >= mention.end]
    if not behind or not (behind[0].lower_ in OPENING or behind[0].tag_ == "CD"):
        return []
    words: list[Token] = []
    for other in behind:
        if other.lower_ in STOPS or (other.lower_ == "and" and (named := parties.covering(other.nbor(1))) is not None and named.kind in BODIES):
            break
        if other.tag_.startswith(VERBAL) and other.tag_ not in {"VBN", "VBG"}:
            return []
        words.append(other)
    return words if any(t.pos_ in {"NOUN", "PROPN"} for t in words) and behind[len(words) - 1].i < sentence[-1].i else []


def first_half(claim: Claim, stop: Token, parties: Parties) -> Claim:
    """The promise with its thing up to where the second half begins."""
    thing, end = claim.object, parties.offset(stop)
    if thing is None or thing.end <= end:
        return claim
    return replace(claim, object=Words(start=thing.start, end=end, text=parties.text[thing.start : end].rstrip()))


def second_half(claim: Claim, mention: Mention, words: list[Token], particulars: Particulars, parties: Parties, alone: bool) -> Claim:
    """The promise made again of the other party, with its own thing, number and day."""
    start, end = parties.offset(words[0]), parties.offset(words[-1]) + len(words[-1])
    own = start if words[0].lower_ not in {"its", "their"} else parties.offset(words[1]) if len(words) > 1 else start
    text = parties.text[own:end]
    if words[0].lower_ in TAKES_UP and claim.object is not None:
        first = claim.object.text.split(f" {words[1].lower_} ")[0] if len(words) > 1 else claim.object.text  # "its offices at" of "those at"
        text = f"{first.split(' of ')[0]} {parties.text[parties.offset(words[1]) : end]}" if len(words) > 1 else first
    quantity = next((q for q in particulars.quantities_in(start, end) if not particulars.dated(q)), None)
    codes = {m.code for m in claim.recipients}
    others = tuple(m for m in claim.recipients if m.code != mention.code)
    each_other = claim.frame != GIFT_FRAME and alone and (not codes or mention.code in codes)
    answered = claim.agents if each_other and not others else ()  # what each does for the other
    return replace(
        claim, claim_id=claim_id(claim.doc_id, mention.start, claim.illocution, claim.frame), start=mention.start, end=end, agents=(mention,),
        recipients=answered or others, object=Words(start=own, end=end, text=text), quantity=quantity, parts=(), deadline=due_in(particulars, end, claim),
    )  # fmt: skip


def due_in(particulars: Particulars, end: int, claim: Claim) -> Deadline:
    """The deadline right behind the second half, else that of the first, which holds for both."""
    behind = particulars.deadlines_in(end, min(end + BEHIND, claim.sentence_end))
    return behind[0] if behind else claim.deadline
