"""Noun phrases that name an agreement or document: "the joint statement", "their February accord", "a package of 13 measures"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from servanda.coding.clauses import Clause, verbal_clause
from servanda.coding.frames import InstrumentHead, Lexicon
from servanda.coding.parties import BODIES, Parties
from servanda.coding.phrases import as_outsider, phrase_tokens, preposition
from servanda.coding.references import is_tie
from servanda.coding.tables import table
from servanda.language.parsed import Token
from servanda.records import Instrument, Mention, Time

PARTY_PREPOSITIONS = {"between", "of", "by", "with", "among"}
MAKING = {
    "sign", "issue", "publish", "make", "reach", "conclude", "agree", "accept", "adopt", "initial", "strike", "announce", "approve", "negotiate",
    "endorse", "release", "seal", "exchange", "finalise", "finalize",
}  # fmt: skip
WHOLE = {"understanding", "intent", "agreement", "measure", "note", "letter", "reference"}  # of two-part names: "a memorandum of understanding signed in May"
ISSUING = {"say", "state", "declare", "confirm", "pledge", "promise", "undertake", "vow"}  # "A and B said in a joint statement"
EXCHANGED = {"note", "letter"}  # papers by whose exchange two states agree
LETTERS = "exchange of letters"
DEEPEST_TITLE = 5  # nouns of a title, one behind the other, in which "between A and B" is looked for
BESIDE = 16  # characters behind the noun in which its own date stands ("of last December")
DEFINITE = {"the", "this", "that", "its", "their", "these", "those"}


def instrument_head(token: Token, lexicon: Lexicon) -> InstrumentHead | None:
    """The lexicon's row for the noun, longest name first, or None."""
    if token.lemma_.lower() in EXCHANGED and any(c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() == "exchange" for c in token.children):
        return next(row for row, _ in lexicon.instruments["exchange"] if row.name == LETTERS)  # "under notes exchanged on Thursday"
    if token.lemma_.lower() in EXCHANGED and token.dep_ == "obj" and token.head.lemma_.lower() == "exchange":
        return next(row for row, _ in lexicon.instruments["exchange"] if row.name == LETTERS)  # "have exchanged notes on the cable"
    entries = lexicon.instruments.get(token.lemma_.lower(), ())
    if not entries or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    beside = {t.lower_ for t in phrase_tokens(token)} | {t.lemma_.lower() for t in phrase_tokens(token)}
    return next((row for row, words in entries if set(words) <= beside), None)


def read_instrument(token: Token, lexicon: Lexicon, parties: Parties, times: Sequence[Time]) -> Instrument | None:
    """The instrument a noun phrase names, with the parties and the day that the phrase itself gives."""
    row = instrument_head(token, lexicon)
    if row is None or row.agreement == "never" or row.kind in {"law", "letter"}:
        return None
    words = phrase_tokens(token)
    start, last = parties.offset(words[0]), words[-1]
    end = parties.offset(last) + len(last)
    named = phrase_parties(token, parties)
    if len(named) < 2:
        codes = {m.code for m in named}
        both = (*(m for m in makers(token, parties) or bound_by(token, parties) or announced_by(token, parties) if m.code not in codes), *named)
        named = both if len(both) > 1 else named
    if len(named) < 2 and (row.agreement == "always" or made_by(token) or token.dep_ == "ROOT"):
        named = told_between(token, parties) or named
    if row.name == LETTERS and not named:
        named = most_named(parties)
    definite = any(c.lower_ in DEFINITE for c in token.children if c.dep_ in {"det", "nmod:poss"}) or any(c.dep_ == "nmod:poss" for c in token.children)
    if row.agreement == "joint" and not (definite or len(named) > 1):
        return None
    told = [parties.offset(c.right_edge) + len(c.right_edge) for c in made_by(token)]
    stop = max([end, *told, *([parties.offset(token.sent[-1])] if is_title(token) else [])])
    date = next((t for t in times if t.start is not None and start <= t.start < stop and is_its_own(t.start, token, told, parties)), None)
    return Instrument(start=start, end=end, text=parties.text[start:end], head=row.name, definite=definite, parties=named, date=date)


def is_its_own(at: int, token: Token, told: list[int], parties: Parties) -> bool:
    """Whether a date in the phrase is the instrument's: before its noun, right behind it ("the accord of 2 May"), or by a verb that says it was made;
    not "the memorandum on the election of 26 November"."""
    behind = parties.offset(token) + len(token)
    return is_title(token) or at < behind + BESIDE or any(parties.offset(c) <= at < end for c, end in zip(made_by(token), told, strict=False))


def is_title(token: Token) -> bool:
    """Whether the noun heads a title, whose day is that of its text ("Agreed minutes of the talks between A and B, Montevideo, 6 October 2023")."""
    return token.dep_ == "ROOT" and not any(c.dep_ in {"nsubj", "nsubj:pass", "cop", "aux"} for c in token.children)


def made_by(token: Token) -> list[Token]:
    """The verbs on the noun that say it was signed, issued or agreed."""
    own = [t for t in (token, *token.children) if t is token or (t.dep_ == "nmod" and preposition(t) == "of" and t.lemma_.lower() in WHOLE)]
    return [c for t in own for c in t.children if c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() in MAKING]


def makers(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Those who sign, issue or conclude the instrument in the clause that it is the object of, or in the relative clause on it."""
    verbs = [c for c in token.children if c.dep_ in {"acl", "acl:relcl"}]
    verbs += [token.head] if token.dep_ in {"obj", "nsubj:pass", "obl"} and token.head.pos_ == "VERB" else []
    jointly = token.dep_ == "obl" and preposition(token) == "in" and any(c.lower_ == "joint" for c in token.children)
    for verb in verbs:
        if verb.lemma_.lower() in MAKING or (jointly and verb.lemma_.lower() in ISSUING):
            clause = verbal_clause(verb)
            if clause.modal or clause.form == "infinitive" or clause.negated:
                continue
            sides = parties.resolve([*clause.subjects, *clause.obliques.get("with", []), *clause.obliques.get("between", [])])
            named = tuple(m for m in sides if m.code and m.kind != "people")
            return parties.references.with_neighbours(named[0]) if len(named) == 1 else named
    return ()


def bound_by(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Those who are to act together under an instrument: "A and B will swap their captives under an accord reached on Thursday"."""
    verb = token.head
    if token.dep_ != "obl" or preposition(token) not in {"under", "in", "by"} or verb.pos_ != "VERB":
        return ()
    clause = verbal_clause(verb)
    bound = clause.modal in {"will", "shall", "is to"} or (clause.form == "finite" and not clause.modal and bool(made_by(token)))
    if not bound or clause.negated:
        return ()
    named = tuple(m for m in parties.resolve(clause.subjects) if m.code and m.kind in BODIES)
    together = parties.references.with_neighbours(named[0]) if len(named) == 1 else named
    return together if len(together) > 1 else on_both_sides(clause, named, parties)


def on_both_sides(clause: Clause, named: tuple[Mention, ...], parties: Parties) -> tuple[Mention, ...]:
    """The two parties of an agreement of which each clause of a sentence tells what one owes ("Under the protocol A issues licences and B pays for them"), or
    one clause what one owes the other."""
    beside = [verbal_clause(c) for c in clause.head.children if c.dep_ in {"conj", "parataxis"} and c.tag_.startswith(("VB", "MD"))]
    facing = [t for other in beside for t in other.subjects] or [*clause.indirect, *clause.obliques.get("to", ())]
    others = tuple(m for m in parties.resolve(facing) if m.code and m.kind in BODIES)
    both = {m.code: m for m in (*named, *others)}
    return tuple(both.values()) if len(named) == 1 and len(both) == 2 else ()


def announced_by(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Those who tell together of an agreement that nobody knew before: "A new grain deal takes the place of that of 2021, A and B announced"."""
    verb = token.head
    new = token.dep_ in {"nsubj", "nsubj:pass"} and any(c.lower_ in {"a", "an"} for c in token.children)
    above = verb.head if verb.dep_ == "ccomp" else next((c for c in verb.children if c.dep_ == "parataxis"), None)
    if not new or above is None or above.lemma_.lower() not in {*MAKING, *ISSUING}:
        return ()
    told = verbal_clause(above)
    named = tuple(m for m in parties.resolve(told.subjects) if m.code and m.kind in BODIES)
    return named if len({m.code for m in named}) > 1 and not told.negated else ()


def told_between(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Between whom the matter of an instrument is: "an agreement on the course of the border between A and B"."""
    chain = [token]
    for at in range(DEEPEST_TITLE):
        if at >= len(chain):
            break
        noun = chain[at]
        behind = [c for c in noun.children if c.dep_ == "nmod" and c.i > noun.i and not as_outsider(c)]
        pair = next((c for c in behind if preposition(c) == "between"), None)
        if pair is not None:
            named = tuple(m for m in parties.resolve([pair]) if m.code and m.kind in BODIES)
            named = parties.references.with_neighbours(named[0]) if len(named) == 1 else named
            return named if len(named) > 1 else ()
        chain += behind
    return ()


def most_named(parties: Parties) -> tuple[Mention, ...]:
    """The two states that a text names most, as those of notes that always go between two; () where a third is named as often."""
    references = parties.references
    named = [m for m in references.mentions if m.code and m.start >= references.body_start and references.gazetteer.kind(m.code) == "state"]
    counts = Counter(m.code for m in named)
    if len(counts) < 2 or is_tie(counts, 2):
        return ()
    leading = {code for code, _ in counts.most_common(2)}
    return tuple(sorted({m.code: m for m in reversed(named) if m.code in leading}.values(), key=lambda m: m.start))


def phrase_parties(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Parties that the phrase itself names: "the agreement between A and B", "their accord", "a deal with Iran"."""
    found: list[Token] = []
    for child in token.children:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        owned = child.dep_ == "nmod:poss" or (child.dep_ in {"nmod", "obl"} and cases & PARTY_PREPOSITIONS and not as_outsider(child))
        adjective = child.dep_ in {"amod", "compound"} and parties.covering(child)
        if owned or adjective:
            found.append(child)
        elif child.dep_ == "acl" and child.lower_ not in table("outsiders")["between"]:  # "brokered by C": it is between others
            found += [c for c in child.children if c.dep_ in {"obl", "obl:agent"} and any(g.lower_ in {"by", "between"} for g in c.children)]
    named = tuple(m for m in parties.resolve(found) if m.code and m.kind not in {"people", "person"})
    return parties.references.with_neighbours(named[0]) if len(named) == 1 else named
