"""Which claims are promises that the ledger keeps, and what each promises.

Kept are present-tense undertakings in an agreement's own text and commissive clauses ("will", "undertook to") of parties with
a code. Left out: endorsers, appeals, intents and positions, refusals, threats, private business, and what one side says that
the other side owes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from servanda.language.amounts import is_measured
from servanda.ledger.agreements import Draft, Registry
from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone, vouched
from servanda.ledger.parties import codes, is_collective, means_signatories, named_parties, same_key, successor
from servanda.ledger.tables import tables
from servanda.ledger.terms import NOT, acts, classes, contains, gerund, reciprocal_classes, stem, terms
from servanda.records import Claim, Deadline, Mention, Quantity, Span

# what is told beside the thing itself: ", chaired by ...", ", which ...", ", half of them"
SIDE_CLAUSE = re.compile(r", (?:which|who|whose|where|when|\w{1,30}ed|\w{1,30}ing|[\w-]{1,30} of (?:them|which|whom))\b")
# around a deadline among the words of an object
BEFORE_TERM = re.compile(r",?\s{1,3}(?:(?:by|in|on|until|within|before|during|not later than|no later than)\s{1,3})?\Z")
INSTALMENT = re.compile(r"(?:,| and) [\d.,]+(?: million| billion)? (?:by|in|on|within|before|not|no)\b")  # "15 million dollars by June, 18 million by December"
FREEING = "retreat.release"  # how the frames begin by which people are let go
EVERY = re.compile(
    r"(?i)\bevery\s[\w-]{1,12}\s(?:hours?|days?|weeks?|fortnights?|months?|quarters?|years?)\b"  # "every ten days", "every second month"
    r"|\b[a-z]{2,20}s\s(?:a|per)\s(?:day|night|week|month|year)\b(?!\s(?:late|early|earli|befor|aft|ago|ahead|behind|long|away|or\b))"  # "two trains a day"
    r"|\b(?:every|each)\s(?:[\w-]{1,12}\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"  # "every second Friday"
)
ASKED = re.compile(r"(?i)\b(?:how|whether) to \w+ and (?:to )?\s*$")  # before the second of two clauses that answer one question
ASKING = re.compile(r"(?i)^(?:on |over |about )?(?:how|where|when|whether) to\b")  # the first words of such a clause
CONCERNED = re.compile(r"(?i)\bby the (?:party|side|state|country|government) concerned\b")
GIFT = "promise.thing"  # the frame of what is promised without a verb of giving
BEGUN = "operator.start"
SIGNING = "agree.sign"  # frames
PAPERS_EXCHANGED = "performance.exchange-instruments"
TALKS = "=talk"
LETTERS = "exchange of letters"
PROMISING = ("performative", "commissive")


@dataclass(frozen=True, eq=False)
class Promise:
    """One claim read as a promise. `by_name` tells that its words name the agreement, not only their surroundings."""

    claim: Claim
    debtor: tuple[str, ...]
    agreement: Draft | None
    by_name: bool
    action: str
    object: str
    negative: bool
    classes: frozenset[str]
    terms: frozenset[str]
    quantity: Quantity | None
    article: str = ""  # the article that stands before the object
    apart: bool = False  # one of several who owe the like, each by himself
    repeated: bool = False  # its clause says how often ("every evening", "50 a year")
    beside: Draft | None = None  # of a word given outside any agreement, the one that its document has spoken of before
    recalled: bool = False  # under an agreement of the months before, for want of a nearer one

    @property
    def key(self) -> frozenset[str]:
        """The debtors for comparison."""
        return same_key(self.debtor)


def speaker(claim: Claim) -> Mention | None:
    """Whose words the clause are: the innermost speaker of the reporting chain."""
    for link in reversed(claim.attribution):
        if link.speaker is not None:
            return link.speaker
    return None


def read_promise(registry: Registry, claim: Claim) -> Promise | None:
    """The claim as a promise, None where it is none that the ledger keeps."""
    if not _promises(claim):
        return None
    agreement = registry.of_claim.get(claim.claim_id)
    if agreement is not None and _carried(claim) and not claim.in_text and not registry.is_fresh(claim, agreement):
        agreement = None  # an old treaty named elsewhere in the document does not make a new promise its clause
    by_name = agreement is not None and claim.instrument is not None
    if not claim.in_text and not undone(claim) and contains(registry.corpus.sentence(claim), tables().duties.threat_words):
        return None
    if not claim.in_text and _supposed(registry.corpus.sentence(claim)):
        return None
    before = registry.corpus.before(claim)
    if ASKED.search(before) or ASKING.match(registry.corpus.words(claim)):
        return None  # "agreed on how to share the catch": a question answered, no deed that is owed
    noted = tables().duties.noted if claim.in_text else tuple(word for word in tables().duties.noted if word != "note")  # a note may be the text itself
    if claim.instrument is not None and claim.instrument.head == LETTERS:
        noted = tuple(word for word in noted if word not in ("note", "notes"))  # "have exchanged notes on cables: each shall ..."
    if (not claim.in_text and contains(before, tables().duties.proviso)) or contains(before, noted):
        return None  # "provided that the other side will ...": what is asked for, not promised; "note that": what another says
    if agreement is None:
        agreement = registry.focus(claim, same_key(codes(claim.agents)), news=True)
    recalled = agreement is None and len(together := same_key(codes(claim.agents))) > 1
    if recalled:
        agreement = registry.bound_before(claim, together)
    debtor = named_parties(claim.agents, agreement.parties if agreement else ())
    if not debtor or (agreement is None and not _pledge(claim)) or _said_of_another(claim, debtor, agreement):
        return None
    if len(debtor) > 1 and (others := tuple(code for code in debtor if successor(code) not in same_key(codes(claim.recipients)))):
        debtor = others  # "the roll shall be handed to A": by the other party
    negative = undone(claim) or NOT in classes(claim.action)
    action, phrase = _wording(claim, negative)
    if means_signatories(phrase) or means_signatories(f"the {phrase}"):
        phrase = ""  # "the two countries shall meet": who, not what
    if claim.object is not None and any(
        m.kind in ("state", "organisation") and m.start <= claim.object.start and claim.object.end <= m.end for m in (*claim.agents, *claim.recipients)
    ):
        return None  # "the boats which the Union undertook to supply": who or to whom, where the thing stands elsewhere
    if negative and (not terms(object_words(claim)) or (of_instrument(claim) and not claim.in_text)):
        return None  # "will not move"; "will not renew the agreement", which refuses and promises nothing
    told = "notify" in classes(claim.action) and any(m.code for m in claim.recipients)  # "will notify A 48 hours before": whom, and nothing else
    if not told and not terms(phrase) and ((claim.object is not None and phrase) or not classes(claim.action) & reciprocal_classes()):
        return None  # "will do so": nothing that could be seen to be done
    return Promise(
        claim=claim, debtor=debtor, agreement=agreement, by_name=by_name, action=action, object=phrase, negative=negative,
        classes=frozenset({NOT}) if negative else deed_classes(claim), terms=phrase_terms(claim, phrase) | _act_itself(claim), quantity=claim.quantity,
        article=_article(registry.corpus, claim), repeated=_is_repeated(registry.corpus, claim),
        beside=registry.focus(claim, frozenset()) if agreement is None else None, recalled=recalled,
    )  # fmt: skip


def _is_repeated(corpus: Corpus, claim: Claim) -> bool:
    """Whether the clause says how often; "within a year" is when."""
    words = corpus.words(claim).replace(claim.deadline.text or "\n", " ")
    return contains(words, tables().duties.repeated) or EVERY.search(words) is not None


def read_promises(registry: Registry, claim: Claim) -> tuple[Promise, ...]:
    """The claim as promises: one, or one of each debtor where each owes it by himself; () where it is none that the ledger keeps."""
    promise = read_promise(registry, claim)
    if promise is None:
        return ()
    if len(promise.key) < 2 or not _owed_alone(registry.corpus, promise):
        return (promise,)
    return tuple(replace(promise, debtor=(code,), apart=True) for code in promise.debtor)


def _owed_alone(corpus: Corpus, promise: Promise) -> bool:
    """Whether each debtor does the act by himself: "each side shall hand over its list", "neither may hold boats of the other"; not what they do
    together, nor what each owes the other in like words."""
    claim, duties, sentence = promise.claim, tables().duties, corpus.sentence(promise.claim)
    if CONCERNED.search(sentence):
        return True
    promising = corpus.before(claim) if claim.clause in ("complement", "adverbial") else ""  # "each of them gave its word not to attack"
    words = f"{promising} {corpus.words(claim)}"
    said = contains(words, duties.distributive) or ((len(promise.key) == 2 or claim.frame == GIFT) and contains(words, duties.severally))
    each = said and not contains(sentence if promise.negative else promise.object, (*duties.mutual, "the other"))
    neither = contains(words, ("neither",)) and contains(promise.object, duties.mutual)
    return (each or neither) and not promise.classes & reciprocal_classes()


def _supposed(sentence: str) -> bool:
    """Whether the sentence only supposes: "If amendments were attached, it would have to be negotiated afresh"."""
    return contains(" ".join(sentence.split()[:1]), ("if", "were", "had", "should")) and contains(sentence, ("would", "could", "might"))


def _promises(claim: Claim) -> bool:
    declared = claim.illocution == "stance" and claim.in_text
    if not declared and claim.illocution not in PROMISING:
        return False
    opening = claim.object.text.lower().split()[:1] if claim.object is not None else []
    if opening and opening[0] in tables().duties.questions - _asked_after(claim):
        return False  # "how this is to be done" asks, it does not promise
    hostile = claim.plover == "REJECT" or (claim.plover == "THREATEN" and claim.instrument is None)  # "will assemble its fighters" under an accord
    if not vouched(claim) or hostile or (not undone(claim) and claim.frame in tables().duties.hostile):
        return False  # "agreed to disagree"
    duties = tables().duties
    if claim.frame == PAPERS_EXCHANGED and not claim.in_text:
        return False  # "the instruments will be exchanged on 21 November": a step of the agreement's own life
    if not claim.in_text and claim.frame.startswith(SIGNING) and of_instrument(claim) and claim.instrument is not None and claim.instrument.definite:
        return False  # "the agreement itself is to be signed in May": likewise; not "will sign a protocol on fisheries"
    noun = (claim.instrument.head.lower().split() or [""])[-1] if claim.instrument is not None else ""
    public = claim.instrument is not None and len({m.code for m in claim.instrument.parties if m.code and m.kind in ("state", "organ", "organisation")}) > 1
    if noun in duties.private_instruments and not public and not _carried(claim) and not _shown(claim):
        return False
    empty = claim.predicate in duties.hollow and claim.frame.startswith("accuse.")  # "agreed to disagree"
    what = claim.object.text if claim.object is not None and claim.quantity is None else ""
    begun = claim.frame == BEGUN and " of " in what  # "will start a review of its sanctions"
    return not empty and (begun or claim.action not in duties.hollow) and (any(m.code for m in claim.agents) or any(map(is_collective, claim.agents)))


def _asked_after(claim: Claim) -> frozenset[str]:
    """The words that open what is laid open ("will publish every quarter how the money was spent"), which asks nothing there."""
    return frozenset(("how", "what")) if claim.action in tables().duties.disclosing else frozenset()


def _shown(claim: Claim) -> bool:
    """Whether what is promised is to lay private business open ("publish every contract"), not to do it."""
    return claim.action in tables().duties.disclosing and of_instrument(claim)


def of_instrument(claim: Claim) -> bool:
    """Whether what is promised is done to the agreement itself ("will return to the deal"): a new promise, not a clause of it."""
    named, thing = claim.instrument, claim.object
    return named is not None and thing is not None and thing.start <= named.end and named.start <= thing.end


def _carried(claim: Claim) -> bool:
    """Whether the instrument stands in another sentence than the clause."""
    return claim.instrument is not None and not claim.sentence_start <= claim.instrument.start < claim.sentence_end


def _pledge(claim: Claim) -> bool:
    """Whether a promise outside any agreement is kept: a party's own word on matters between states, no refusal and no threat."""
    duties = tables().duties
    organised = any(m.code and (m.kind in duties.binding or (m.kind == "person" and m.role == "GOV" and not undone(claim))) for m in claim.agents)
    refusal = undone(claim) and not ({claim.action} | set(claim.action.split())) & duties.restraint
    given = claim.illocution == "commissive" or (claim.illocution == "performative" and claim.in_text)
    return given and organised and not refusal and (claim.action not in duties.private or _trades(claim))


def _trades(claim: Claim) -> bool:
    """Whether states buy from or sell to each other, which is no private business."""
    bound = all(any(m.code and m.kind in ("state", "organ") for m in side) for side in (claim.agents, claim.recipients))
    return bound and claim.action in tables().duties.trading


def _said_of_another(claim: Claim, debtor: tuple[str, ...], agreement: Draft | None) -> bool:
    """Whether the counterpart alone says that the debtor owes it: a claim, not a promise."""
    voice = speaker(claim)
    if voice is None or voice.code is None or claim.in_text or claim.modality != "claimed":
        return False
    said_by = same_key((voice.code,))
    return not said_by & same_key(debtor) and agreement is not None and bool(said_by & agreement.key)


def _act_itself(claim: Claim) -> frozenset[str]:
    """The act's own noun where it is told as a thing: of "will patrol the coast", which is told as "three patrols were carried out"."""
    return frozenset((stem(claim.predicate),)) if f"{claim.predicate}s" in tables().duties.recurring_things else frozenset()


def _wording(claim: Claim, negative: bool) -> tuple[str, str]:
    """Action and object as the ledger writes them: the quantity kept apart, "will not attack X" as refrain, "attacking X"."""
    phrase = object_words(claim)
    if not negative:
        return _own_word(claim), phrase
    if NOT in classes(claim.action):
        return NOT, phrase.removeprefix("from ").strip()
    return NOT, f"{gerund(claim.action)} {phrase}".strip()


def _own_word(claim: Claim) -> str:
    """The act, for a payment in the text's own word where that is a known one: to lend or to contribute is not just to pay."""
    return claim.predicate if claim.action in tables().duties.price and claim.frame != GIFT and claim.predicate in acts() else claim.action


def deed_classes(claim: Claim) -> frozenset[str]:
    """The classes of the act; where the name of the sort of act stands in none ("trade" of "ship", "mobilise" of "assemble"), those of the text's verb too."""
    found = classes(claim.action)
    plain = claim.action not in acts() and claim.predicate in acts() and claim.predicate not in tables().duties.questions
    if TALKS in found_in(claim) and found & {"open", "organise"}:
        found |= classes("meet")  # to open talks is to meet
    if _act_itself(claim):
        found |= classes(claim.predicate)  # to patrol, whatever it is good for
    if claim.frame.startswith(FREEING):
        found -= classes("publish")  # people are released, not issued
    return found | classes(claim.predicate) if plain and claim.clause != "nominal" else found


def found_in(claim: Claim) -> frozenset[str]:
    """The telling words of what the act is done to."""
    return terms(claim.object.text) if claim.object is not None else frozenset()


def own_verb(promise: Promise) -> str:
    """The act as the ledger shows it: in the text's own verb ("ship", "lend", "canton"), which says more than the name of the sort of act; where the verb
    alone says less ("put", "make"), or only with a particle ("give back"), by that name."""
    claim, duties = promise.claim, tables().duties
    first = promise.action.partition(" ")[0]
    plain = claim.clause != "nominal" and not promise.negative and claim.predicate.isalpha()
    return claim.predicate if plain and claim.predicate != first and claim.predicate not in duties.light else promise.action


def _article(corpus: Corpus, claim: Claim) -> str:
    """The indefinite article before an object whose span leaves it out."""
    before = corpus.documents[claim.doc_id].text[: claim.object.start][-8:].split() if claim.object else []
    return before[-1].lower() if before and before[-1].lower() in ("a", "an", "one") else ""


def phrase_terms(claim: Claim, phrase: str) -> frozenset[str]:
    """The telling words of an object; the code of a party named in it stands beside its name, so that "the Front" can meet its initials."""
    inside = [m for m in claim.recipients if m.code and claim.object is not None and claim.object.start <= m.start and m.end <= claim.object.end]
    own = terms(phrase)
    return own | {f"#{successor(m.code)}" for m in inside if m.code and terms(m.text) == own}


def object_words(claim: Claim) -> str:
    """The object without determiner; a number at its head is left out where the claim keeps it as quantity."""
    if claim.object is None:
        return ""
    nouns = tables().nouns
    words = _without_deadline(claim.object, claim.deadline).split()
    while len(words) > 1:
        first = words[0].lower()
        counted = claim.quantity is not None and all(part in nouns.numbers or part[:1].isdigit() for part in first.split("-"))
        if first not in nouns.determiners and not counted:
            break
        words = words[1:]
    return SIDE_CLAUSE.split(" ".join(words), maxsplit=1)[0]


def _without_deadline(thing: Span, deadline: Deadline) -> str:
    """The words of an object up to the next instalment, without the deadline that stands among them: it has a column of its own."""
    text = INSTALMENT.split(thing.text, maxsplit=1)[0]
    if deadline.start is not None and deadline.end is not None and thing.start < deadline.start <= deadline.end <= thing.start + len(text):
        text = BEFORE_TERM.sub("", text[: deadline.start - thing.start]) + text[deadline.end - thing.start :].removeprefix(",")
    return text


def without_measure(claim: Claim, words: str) -> str:
    """ "Cubic metres of water": the water, where the claim keeps how much of it as quantity. So the ledger shows it; reports may name the measure alone."""
    measure, of, thing = words.partition(" of ")
    counted = claim.quantity
    return thing if of and counted is not None and is_measured(counted.unit) and counted.text.endswith(measure) else words
