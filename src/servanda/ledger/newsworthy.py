"""Which claims report that something happened, or was said to somebody's face: the others make no event (`tables/events.toml`)."""

from __future__ import annotations

import re

from servanda.language.grammar.numbers import number_words
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.dealings import MOST_PLAIN, dealings, is_police_matter, plain_type
from servanda.ledger.modality import undone, vouched
from servanda.ledger.parties import codes, is_mediator, same_key
from servanda.ledger.promises import of_instrument, speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.records import Claim, Mention

ACCUSE, REJECT, RETREAT, THREATEN = "ACCUSE", "REJECT", "RETREAT", "THREATEN"
LASTING = re.compile(r"\b(?P<count>\w{1,12}) (?P<unit>day|week|month|year)s? of\b", re.IGNORECASE)
LASTING_WORDS = 40  # characters before talks in which is said how long they took
PLUPERFECT = re.compile(r"\bhad (?P<verbs>(?:\w+ ){0,3}\w+)")
STEM = 3  # letters by which a participle is known as that of a verb
BEFORE = 8  # characters in front of a clause in which stands the word that joins it
OPENING = 3  # words of a clause among which its participle stands
STANDING = ("organ", "armed group", "group")  # sorts of parties that are somebody though no table knows them
ASKERS = {"they", "he", "she", "it", "we", "whom"}  # how such a clause begins
MOST_SILENT = 8  # words of a refusal among which stands what is refused


def default_type(claim: Claim) -> str | None:
    """The type of a claim to which coding gives none: of an endorsement or appeal, and of words that are the deed."""
    known = tables().events
    if claim.illocution == "commissive":
        return _pledge_type(claim)
    if claim.illocution == "endorsement":
        return ACCUSE if claim.frame.startswith(known.blaming) else known.endorsement
    return known.appeal if claim.illocution == "appeal" else plain_type(claim) or _withheld_type(claim)


def _pledge_type(claim: Claim) -> str | None:
    """The type of a promise to which coding gives none: a pledge; not to do what is hostile is to give in, not to renew what there was to end it."""
    known, family = dealings(), claim.frame.split(".")[0].upper()
    if claim.clause not in tables().events.accounts:
        return None
    if not undone(claim):
        return tables().events.pledged
    if family in known.forcible or family in known.arming:
        return known.yielded
    own = speaker(claim) is None or own_account(claim)
    shared = claim.instrument is not None or any(m.code for m in claim.recipients)
    return known.ended if claim.predicate in known.renewing and own and shared and codes(claim.agents) else None


def _withheld_type(claim: Claim) -> str | None:
    """The type of what a party plainly says or refuses ("rejected the charge", "turned down the request"), of which coding thought the codes too unsure:
    whom it is said to stands in the sentences before, so that nobody is named."""
    told = claim.modality == "asserted" or (claim.modality == "claimed" and own_account(claim))
    known, doers = tables().events, codes(claim.agents)
    rejecting = claim.clause == "adverbial" and claim.illocution == "denial"  # "was planned long ago, it said, rejecting the charge"
    announced = claim.clause == "nominal" and claim.modality == "asserted" and claim.frame in known.between  # "announced its full support for B"
    outright = (claim.clause in known.accounts or rejecting or announced) and told and claim.polarity == "positive"
    if not outright or claim.confidence is None:
        return None
    if not doers:
        given_back = claim.clause == "main" and claim.illocution == "act" and not claim.agents and claim.frame.startswith(dealings().returned)
        return RETREAT if given_back and codes(claim.recipients) else None  # "the wagons were returned to B": by the other of the two
    said = next((plover for frame, plover in known.withheld.items() if claim.frame.startswith(frame)), None)
    if claim.clause != "main" and not announced:
        return said if said in (ACCUSE, REJECT) else None  # "said that it had promised nothing": of promises only what is told outright
    if said is not None or len(same_key(doers) | same_key(codes(claim.recipients, people=True))) < 2:
        return said
    return next((plover for frame, plover in known.between.items() if claim.frame.startswith(frame)), None)


def _is_aside(claim: Claim) -> bool:
    """Whether the clause only says which thing is meant ("the observers promised by Uruguay") and names no day of its own."""
    charge = claim.plover == ACCUSE and any(m.code for m in claim.agents) and any(m.code for m in claim.recipients)  # "who accused the ministry of ..."
    dated = claim.happened is not None and claim.happened.precision == "day"  # "the line that they ratified this year" only says which
    return claim.clause in tables().events.asides and not dated and not charge and claim.illocution not in ("endorsement", "appeal", "denial")


def asked_before(claim: Claim, words: str) -> bool:
    """ "Every door that they had asked for", "the students whom Croatia invited": what is asked in a clause that only says which thing is meant."""
    if claim.illocution != "appeal" or claim.clause not in tables().events.asides or claim.happened is not None:
        return False
    inside = bool(claim.agents) and claim.agents[0].start >= claim.start  # not "a senator, who called on the government to ..."
    return inside or bool({*words.lower().split()[:1]} & ASKERS)


def _is_done_before(claim: Claim, book: Book, plover: str) -> bool:
    """ "After releasing the pilots, A asked ...", "having closed its airspace, A ...": what somebody is told to have done before what he does now."""
    known, text = dealings(), book.corpus.documents[claim.doc_id].text
    done = plover in tables().events.material or plover in known.forcible
    own = text[claim.start : claim.end].lower().split()[:OPENING]
    words = {*text[max(0, claim.start - BEFORE) : claim.start].lower().split()[-1:], *own[:1]}
    participle = any(word.endswith("ing") for word in own)  # not "after A seized the port", which only says when
    return (
        done
        and participle
        and bool(words & known.preludes)
        and bool(codes(claim.agents, people=True))
        and claim.object is not None
        and claim.modality == "asserted"
    )


def _is_circumstance(claim: Claim, book: Book, plover: str) -> bool:
    """Whether a deed without a day of its own only says when or how another was done ("after Turkish mediation", "before they disarmed")."""
    if claim.happened is not None or plover in tables().events.verbal or claim.illocution != "act":
        return False
    if claim.clause == "adverbial":
        return not _is_done_before(claim, book, plover)  # "as agreed", "before they disarmed"
    if book.corpus.words(claim).lower().startswith("than ") or book.corpus.documents[claim.doc_id].text[: claim.start].endswith("than "):
        return True  # "fewer than agreed"
    before = book.corpus.documents[claim.doc_id].text[max(0, claim.start - BEFORE) : claim.start].lower().split()
    return claim.clause == "nominal" and bool({*before[-1:], *book.corpus.words(claim).lower().split()[:1]} & tables().events.circumstances)


def _is_idle(claim: Claim, words: str) -> bool:
    """Whether words are said to nobody who could act on them: thanks to one's own, the rain blamed, a question left unanswered."""
    known = tables().events
    first = next(iter(words.lower().split()), "")
    told = len(claim.agents) == 1 and any(m.code for m in claim.recipients)  # "we thank Norland", one party's own words
    if claim.illocution == "endorsement" and first in known.ourselves and not told:
        return True  # "we thank our hosts", "we are grateful for it": words within what is said
    addressed = any(m.code or is_mediator(m) or m.kind in STANDING for m in claim.recipients)  # "blames both armies"
    addressed = addressed or (len(same_key(codes(claim.agents))) > 1 and contains(words, known.mutually))  # "A and B blamed each other"
    if claim.predicate in known.silent and contains(" ".join(words.split()[:MOST_SILENT]), known.silence):
        return True
    blamed = claim.predicate in known.addressed and (claim.plover or default_type(claim)) == ACCUSE  # not "put its troops on alert"
    return not addressed and (blamed or claim.predicate in tables().statuses.reports.thanks)


def _to_the_end(claim: Claim, book: Book) -> str:
    """The words of the clause and what hangs on it to the end of its sentence ("declined to say who fired")."""
    return book.corpus.documents[claim.doc_id].text[claim.start : claim.sentence_end]


def _is_told_before(claim: Claim, book: Book, plover: str) -> bool:
    """ "China had asked both to hold back", "Lima had for months refused to": words of earlier times, without a day, that the outlet itself only recalls."""
    if claim.happened is not None or claim.clause != "main" or claim.modality != "asserted" or plover not in dealings().recalled:
        return False
    told = PLUPERFECT.search(book.corpus.words(claim).lower())
    return told is not None and any(word[:STEM] == claim.predicate[:STEM] for word in told["verbs"].split())


def drawn_out(claim: Claim, book: Book) -> bool:
    """Whether talks went on for so long that they are the way to an agreement, no meeting of its own ("after two weeks of talks")."""
    known, text = tables().events, book.corpus.documents[claim.doc_id].text
    told = LASTING.search(text[max(claim.sentence_start, claim.start - LASTING_WORDS) : claim.end])
    if told is None:
        return False
    count = told["count"].lower()
    days = int(count) if count.isdecimal() else number_words("small").get(count, 1)
    return told["unit"].lower() != "day" or days > known.meeting_days


def is_event(claim: Claim, book: Book) -> bool:
    """Whether the claim reports that something happened or was said to somebody's face."""
    plover = claim.plover or default_type(claim)
    if threatens(claim, book):
        return True
    if requested_of(claim):
        return True
    if plover is None or not (vouched(claim) or (claim.illocution == "intent" and claim.modality in ("future", "asserted"))):
        return False
    if asked_before(claim, book.corpus.words(claim)):
        return False
    if is_police_matter(claim) or _is_aside(claim) or _is_circumstance(claim, book, plover) or _is_idle(claim, _to_the_end(claim, book)):
        return False
    if claim.illocution in ("endorsement", "appeal"):
        return claim.action not in tables().events.wishes and not _is_told_before(claim, book, plover)
    if claim.in_text or _is_told_before(claim, book, plover):
        return False
    if refuses(claim, plover):
        return True
    if claim.frame in dealings().deciding and claim.illocution == "intent" and claim.clause == "main":
        leaving = claim.mode == "withdraw"  # "decided to quit the court": whoever else is in it
        return not undone(claim) and plover in dealings().decided and (leaving or any(m.code for m in claim.recipients))
    if claim.illocution == "intent" and claim.modality == "future" and claim.plover == THREATEN:
        return not undone(claim) and own_account(claim)  # "said that it would answer in kind"
    if claim.illocution == "intent" and claim.modality == "asserted":
        return not undone(claim) and plover in tables().events.pledges and claim.frame.startswith(tables().events.offering)
    if claim.illocution == "intent":
        return claim.modality == "future" and not undone(claim) and plover in tables().events.pledges and _gives(claim)
    if claim.illocution == "commissive":
        if plover == dealings().ended:
            return True  # "announced that it would not renew the agreement"
        row = book.of_claim.get(claim.claim_id)
        told = speaker(claim) is not None or _gives(claim) or len(same_key(codes(claim.agents))) > 1  # "A and B will open an office"
        return plover in tables().events.pledges and row is not None and told and _of_its_own(row, claim)
    if claim.illocution == "denial" and ((undone(claim) and claim.modality != "denied") or plover not in tables().events.verbal):
        return False  # what is denied has not happened; the denial itself has
    if claim.illocution == "act" and undone(claim):
        return (plover == ACCUSE or left_undone(claim)) and is_voiced(claim)  # what was left undone is no deed, but a charge where another party says so
    if charges(claim):
        return True
    if claim.modality == "claimed" and plover not in tables().events.verbal and not (own_account(claim) or _attested(claim, plover) or _seen(claim)):
        return False  # one side's account of another's deed is no deed
    if claim.illocution == "stance" and plover in tables().events.stances:
        return True
    return claim.illocution in ("act", "denial") or plover in tables().events.verbal


def requested_of(claim: Claim) -> bool:
    """ "B must let the lorries through, A's minister said": what a party says that another has to do is asked of it."""
    others = {m.code for m in claim.recipients if m.code} - {m.code for m in claim.agents}
    asked = claim.illocution == "appeal" and claim.modality == "requested" and claim.plover == tables().events.appeal
    return asked and claim.clause in tables().events.accounts and bool(others) and bool(codes(claim.agents))


def refuses(claim: Claim, plover: str) -> bool:
    """ "Will not withdraw its forces from A", "decided not to extradite him to A", "has no plans to sell A jets": a party's own word that it will not do what
    would serve another is said to that party."""
    ahead = (claim.illocution == "intent" and claim.modality in ("future", "asserted")) or (claim.illocution == "act" and claim.frame in dealings().planning)
    whom = {m.code for m in claim.recipients if m.code} - {m.code for m in claim.agents}
    voice = speaker(claim)
    own = voice is None or voice.code is None or own_account(claim)
    told = bool(whom) or (voice is not None and voice.code is not None)  # a government's word is meant for whoever asks
    return plover == REJECT and ahead and (undone(claim) or claim.frame in dealings().deciding) and told and own and any(m.code for m in claim.agents)


def breaks_off(claim: Claim, plover: str, words: str) -> bool:
    """ "Will no longer give A boats": no refusal of something new, but the end of what there was."""
    return refuses(claim, plover) and contains(words, dealings().ending)


def _of_its_own(row: Owed, claim: Claim) -> bool:
    """Whether the promise is no clause of an agreement: there is none, it is about the agreement itself ("will return to the deal"), or somebody who
    is no party to it says what he will give."""
    return row.agreement is None or of_instrument(claim) or (not row.key & row.agreement.key and _gives(claim))


def _gives(claim: Claim) -> bool:
    """Whether somebody, and nobody else for him, says what he will give to a party ("will lend the two states ten boats, provided that ...")."""
    voice = speaker(claim)
    own = voice is None or voice.code is None or bool(same_key(voice.code.split("+")) & same_key(codes(claim.agents)))
    gives = claim.frame.split(".")[0].upper() in tables().events.given or claim.frame in tables().events.leave
    return own and gives and any(m.code for m in claim.recipients)


def threatens(claim: Claim, book: Book) -> bool:
    """Whether a party says what it will do "unless" another acts, or what will follow if it does not."""
    if claim.illocution == "commissive":
        told = not claim.in_text and not undone(claim) and any(m.code for m in claim.agents)
        return told and contains(book.corpus.sentence(claim), tables().duties.threat_words)
    voice = speaker(claim)
    if claim.illocution != "condition" or claim.modality != "threatened":
        return False
    own = voice is None and claim.clause == "main" and claim.plover == THREATEN and any(m.code for m in claim.agents)
    return own or (voice is not None and voice.code is not None)  # "if the money was not paid, the North would send the inspectors home"


def own_account(claim: Claim) -> bool:
    """Whether those who act tell it themselves ("Russia is suspending its part, the ministry said")."""
    voice = speaker(claim)
    told_by = same_key((voice.code or "").split("+")) if voice is not None and voice.code else frozenset()
    return bool(told_by & same_key(codes(claim.agents, people=True)))  # its soldiers too: "our battalion has left, the army said"


def _attested(claim: Claim, plover: str) -> bool:
    """Whether a deed that serves others is told by one whom it cannot shame: by whom it was done to, by a third ("handed over two men, the mission said")."""
    doers = codes(claim.agents, people=True)
    watched = plover in dealings().charged and _watches(speaker(claim))  # violence told by those who watch over a truce
    return (plover in tables().events.attested or watched) and bool(doers) and claim.clause in tables().events.accounts and claim.illocution == "act"


def _seen(claim: Claim) -> bool:
    """Whether those who tell of a deed take no side: onlookers of no party ("police fired tear gas at the pickets, witnesses said")."""
    voice = speaker(claim)
    heads = {word.lower() for word in (voice.text if voice is not None else "").split()[:MOST_PLAIN]}
    told = claim.illocution == "act" and claim.clause in tables().events.accounts and bool(codes(claim.agents, people=True))
    return told and voice is not None and voice.code is None and bool(heads & dealings().onlookers)


def left_undone(claim: Claim) -> bool:
    """Whether the clause says that a party has not done something ("B has not withdrawn a single tank, A said")."""
    done = claim.illocution == "act" and claim.clause in tables().events.accounts
    return done and claim.plover is not None and undone(claim) and bool(codes(claim.agents))


def charges(claim: Claim) -> bool:
    """Whether a party says that an agreement has been broken ("the truce had been broken, the mission said"): whoever did it, that is a charge."""
    told = claim.illocution == "act" and claim.modality == "claimed" and not undone(claim)
    hostile = breaks(claim) or claim.plover in dealings().charged | dealings().trespass
    return told and hostile and is_voiced(claim)


def is_voiced(claim: Claim) -> bool:
    """Whether another party says of those who act in the clause what it tells."""
    voice = speaker(claim)
    if voice is None or voice.code is None or same_key(voice.code.split("+")) & same_key(codes(claim.agents, people=True)):
        return False
    return breaks(claim) or undone(claim) or claim.illocution == "position" or _suffers(claim, voice)


def breaks(claim: Claim) -> bool:
    """Whether the clause says by its verb that something agreed is broken."""
    words = tables().statuses.reports.breaches
    return claim.action in words or (claim.illocution == "act" and claim.predicate in words)


def _suffers(claim: Claim, voice: Mention) -> bool:
    """Whether who tells of violence or trespass tells of what was done to itself ("Norwegian guns had shelled a village, the Danish army said"); of
    those who watch over a truce, whether they say so as what they have found ("the mission found that troops had entered the strip")."""
    known = dealings()
    trespass = claim.plover in known.trespass and claim.frame.split(".")[0].upper() in known.trespass
    if not (claim.plover in known.charged or trespass) or not codes(claim.agents, people=True):
        return False
    if _watches(voice):
        return contains(claim.attribution[-1].cue, dealings().finding)
    others = codes(claim.recipients, people=True)
    return voice.code in others if others else voice.kind in dealings().accusers


def _watches(voice: Mention | None) -> bool:
    """Whether somebody speaks for observers, who take neither side ("the mission", "the head of the monitors")."""
    return voice is not None and contains(f"{voice.text} {voice.organ or ''} {voice.name or ''}", dealings().watching)
