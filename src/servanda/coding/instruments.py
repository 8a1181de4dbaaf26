"""Noun phrases that name an agreement or document: "the joint statement", "their February accord", "a package of 13 measures"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from servanda.coding.clauses import verbal_clause
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
EXCHANGED = {"note", "letter"}  # papers by whose exchange two states agree
LETTERS = "exchange of letters"
BESIDE = 16  # characters behind the noun in which its own date stands ("of last December")
DEFINITE = {"the", "this", "that", "its", "their", "these", "those"}


def instrument_head(token: Token, lexicon: Lexicon) -> InstrumentHead | None:
    """The lexicon's row for the noun, longest name first, or None."""
    if token.lemma_.lower() in EXCHANGED and any(c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() == "exchange" for c in token.children):
        return next(row for row, _ in lexicon.instruments["exchange"] if row.name == LETTERS)  # "under notes exchanged on Thursday"
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
        both = (*(m for m in makers(token, parties) or bound_by(token, parties) if m.code not in codes), *named)
        named = both if len(both) > 1 else named
    if row.name == LETTERS and not named:
        named = most_named(parties)
    definite = any(c.lower_ in DEFINITE for c in token.children if c.dep_ in {"det", "nmod:poss"}) or any(c.dep_ == "nmod:poss" for c in token.children)
    if row.agreement == "joint" and not (definite or len(named) > 1):
        return None
    told = [parties.offset(c.right_edge) + len(c.right_edge) for c in made_by(token)]
    stop = max([end, *told])
    date = next((t for t in times if t.start is not None and start <= t.start < stop and is_its_own(t.start, token, told, parties)), None)
    return Instrument(start=start, end=end, text=parties.text[start:end], head=row.name, definite=definite, parties=named, date=date)


def is_its_own(at: int, token: Token, told: list[int], parties: Parties) -> bool:
    """Whether a date in the phrase is the instrument's: before its noun, right behind it ("the accord of 2 May"), or by a verb that says it was made;
    not "the memorandum on the election of 26 November"."""
    behind = parties.offset(token) + len(token)
    return at < behind + BESIDE or any(parties.offset(c) <= at < end for c, end in zip(made_by(token), told, strict=False))


def made_by(token: Token) -> list[Token]:
    """The verbs on the noun that say it was signed, issued or agreed."""
    return [c for c in token.children if c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() in MAKING]


def makers(token: Token, parties: Parties) -> tuple[Mention, ...]:
    """Those who sign, issue or conclude the instrument in the clause that it is the object of, or in the relative clause on it."""
    verbs = [c for c in token.children if c.dep_ in {"acl", "acl:relcl"}]
    verbs += [token.head] if token.dep_ in {"obj", "nsubj:pass", "obl"} and token.head.pos_ == "VERB" else []
    for verb in verbs:
        if verb.lemma_.lower() in MAKING:
            clause = verbal_clause(verb)
            if clause.modal or clause.form == "infinitive" or clause.negated:
                continue
            sides = parties.resolve([*clause.subjects, *clause.obliques.get("with", [])])
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
    subjects = parties.resolve(clause.subjects) if bound and not clause.negated else ()
    named = tuple(m for m in subjects if m.code and m.kind in BODIES)
    together = parties.references.with_neighbours(named[0]) if len(named) == 1 else named
    return together if len(together) > 1 else ()


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
