"""The PLOVER and CAMEO codes of a claim, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.coding.clauses import Clause
from servanda.coding.confidence import Setting, confidence, traits, trusted
from servanda.coding.force import Force
from servanda.coding.frames import Codes, Frame
from servanda.coding.phrases import phrase_tokens
from servanda.coding.references import REFLEXIVE
from servanda.coding.relevance import relevant
from servanda.coding.seats import seats
from servanda.coding.sentence import Reader, depth_of
from servanda.coding.sides import Sides
from servanda.coding.situation import PROMISES, Situation
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Illocution

OPEN_PROMISE = Codes(plover="AGREE", cameo="030")  # a deed that no row knows, undertaken for somebody
LASTING = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"}  # what also goes on without anybody doing something ("our trade", "our partnership")
FOUND_GUILTY = "116"  # CAMEO: a court finds against somebody; what it rules of a question is no accusation
STANDING = {"restrict", "censor"}  # modes of COERCE that also tell how things stand
BEFORE = 40  # tokens before "it" among which the fire is named that it stands for
SUFFERED = {"COERCE", "ASSAULT", "SANCTION"}
WHOEVER = {"those", "all", "anyone", "anybody", "everyone", "everybody", "whoever", "individuals", "persons"}
LAWS = {"law", "constitution", "statute", "act", "code", "regulation", "rule"}
ONE_SIDED = {"accuse.regret", "consult.visit"}  # rows that are an event only where another party is on the other side
ALONE = {"cooperate.exercise": "mobilize.exercise", "aid.send-troops": "mobilize.troops"}  # rows of common deeds, and those of the same deed by one party alone
TOGETHER = {"joint", "together", "jointly", "with", "multinational", "bilateral", "they"}
EVERYDAY = "everyday."  # family of the rows without codes
# Operators that say nothing alone.
LEANING = {"intent", "hope", "announcement", "start", "continuation", "completion", "attempt", "ability"}


def event_codes(situation: Situation, clause: Clause, reader: Reader, frame: Frame | None, illocution: Illocution, force: Force) -> Codes:
    """PLOVER and CAMEO of the claim, an operator's act changed by the act in its clause."""
    if frame is None and illocution == "commissive" and force.operator is None and not clause.negated:
        return Codes() if clause.passive else OPEN_PROMISE  # "the briefing will be streamed": nobody says by whom
    if frame is None or illocution == "performative" or (illocution == "commissive" and force.operator is not None):
        return Codes()
    if force.modality == "historical" or (illocution == "position" and frame.illocution != "position"):
        return Codes()
    if illocution == "denial" and clause.negated and not frame.operates:
        return situation.lexicon.combine("denial", frame.codes)  # "said it had not shelled the town"
    inner = reader.inner(clause)
    inner_frame = reader.frame(inner) if inner else None
    if force.modality == "not done" or clause.negated:
        if inner is not None and inner_frame is not None and frame.complement in {"intent", "readiness"} and illocution not in PROMISES:
            return situation.lexicon.combine("negative-future", reader.composed(inner, inner_frame))  # "has no plans to sell jets to A"
        return Codes() if illocution in PROMISES else frame.negated or Codes()
    if illocution == "denial" and force.modality == "negated":
        return Codes()  # what is not planned: the plan says so
    if is_everyday(frame) or (frame.complement in LEANING and inner_frame is not None and is_everyday(inner_frame)):
        return Codes()  # "plans to release her memoir"
    if frame.complement == "intent" and clause.head.lemma_.lower() == "wish" and inner is not None and inner.form != "infinitive":
        return Codes()  # "wishes the people of A continued success"
    if inner is not None and inner_frame and frame.complement == "intent" and of_others(situation, clause, inner):
        return situation.lexicon.combine("request-appeal", inner_frame)  # "want the government to resign": asked, not intended
    if inner_frame and frame.complement != "none":
        return reader.composed(clause, frame)
    if frame.complement in LEANING and inner_frame is None:
        return Codes()  # "wants to go home", "decided on a colour": no act of the field
    if force.operator is not None and force.kind == illocution and illocution in {"intent", "condition"}:
        return situation.lexicon.compose(force.operator, frame)  # "plans to visit": not a visit
    if illocution == "condition" and force.operator is None and not frame.operates:
        return situation.lexicon.combine("future", frame.codes)  # "would shut the crossing unless": held out, not done
    if illocution == "commissive" and not frame.operates:
        return situation.lexicon.combine("future", frame.codes)
    return frame.codes


def weighed(
    situation: Situation,
    clause: Clause,
    codes: Codes,
    row: Frame | None,
    said: tuple[Illocution, str, bool],
    who: Sides,
    borrowed: bool,
    offset: int,
    sentence: tuple[int, int],
) -> tuple[Codes, float | None]:
    """The codes with how far they can be trusted; none where that is too little."""
    if codes.plover is None:
        return codes, None
    parties, frame = situation.parties, row.id if row else "open"
    setting = Setting(
        quoted=situation.speech.quoted(offset), spoken=parties.spoken, issued=parties.issuer is not None, named=len(parties.mentions),
        aside=parties.aside, length=len(parties.text), title=parties.title, sentence=sentence, bound=bool(situation.topics.instruments),
    )  # fmt: skip
    found = traits(clause, frame, codes, said[0], said[1], (who.agents, who.recipients), borrowed and bool(who.recipients), depth_of(clause), setting)
    found = (*found, *seats(clause, parties, who))
    value = confidence(found)
    return (codes if trusted(value, setting) and not idle(row, who, setting.bound, setting.issued) else Codes()), value


def by_one_alone(situation: Situation, clause: Clause, frame: Frame | None, codes: Codes, who: Sides) -> Codes:
    """The codes of a row of `ALONE` for what one party does without another ("began a naval exercise off the cape"): nobody's cooperation."""
    if frame is None or frame.id not in ALONE or codes != frame.codes or who.recipients or len(who.agents) != 1:
        return codes
    shared = any(t.lower_ in TOGETHER for t in clause.head.subtree) or any(c.dep_ == "cc" for t in clause.subjects for c in t.subtree)
    return codes if shared or clause.noun else situation.lexicon.frames[ALONE[frame.id]].codes


def idle(row: Frame | None, who: Sides, bound: bool, issued: bool) -> bool:
    """Whether its sides show that a row's clause is no event: regret that blames nobody ("regrets the mistake"), a trip at home, what
    only is one between two."""
    if row is not None and row.paired:
        doers = {m.code for m in who.agents if m.code}
        return not doers or not ((row.reciprocal and len(doers) > 1) or {m.code for m in who.recipients if m.code} - doers)
    if row is None or row.id not in ONE_SIDED:
        return False
    if row.id == "consult.visit" and issued and who.recipients and not any(m.code for m in who.recipients):
        return True  # "will travel to Lakeside": in what a ministry puts out, a town of its own
    own = {m.code for m in who.agents}
    return all(m.code is not None and m.code in own for m in who.recipients) if who.recipients else row.id == "accuse.regret" and not bound


def is_everyday(frame: Frame) -> bool:
    """Whether a row is of those for everyday senses, which have no codes."""
    return frame.id.startswith(EVERYDAY)


def of_nature(clause: Clause, codes: Codes) -> bool:
    """ "Investigates the crash", "warned of floods", "was killed by lions", "died after a battle with cancer": nobody is accused, threatened
    or did it."""
    nature = table("party_nouns")["nature"]
    if codes.plover == "ASSAULT" and is_mishap(clause, nature):
        return True
    beside = [t for held in clause.obliques.values() for o in held for t in (o, *o.children)] if codes.plover == "ASSAULT" and not clause.noun else []
    unowned = codes.plover == "ASSAULT" and clause.passive and not clause.obliques.get("by")
    if any(t.lemma_.lower() in nature for t in (clause.head.sent if unowned else beside)):
        return True
    warned = [t for word in ("of", "about", "against") for t in clause.obliques.get(word, ())]
    things = clause.objects if codes.mode == "investigate" else [*clause.objects, *warned] if codes.plover == "THREATEN" else ()
    doers = clause.obliques.get("by", ()) if clause.passive else ()
    return any(t.lemma_.lower() in nature for head in (*things, *doers) for t in (head, *head.children))


def is_mishap(clause: Clause, nature: Iterable[str]) -> bool:
    """ "The fire broke out at noon. It killed nine people": whether "it" takes up a fire or a force of nature named before, and no party."""
    it = next((t for t in clause.subjects if t.lower_ == "it"), None)
    if it is None or clause.noun:
        return False
    mishaps = {*nature, "fire", "explosion", "leak", "collapse"}
    return any(t.lemma_.lower() in mishaps and t.dep_.startswith("nsubj") for t in it.doc[max(0, it.i - BEFORE) : it.i])


def on_oneself(clause: Clause, codes: Codes) -> bool:
    """ "set himself on fire": violence that somebody does to himself."""
    return codes.plover in {"ASSAULT", "COERCE"} and any(t.lower_ in REFLEXIVE for t in clause.objects)


def finds_something(clause: Clause, who: Sides) -> bool:
    """Whether a court's ruling says against whom or what it goes; "ruled in the case of" does not."""
    return bool(who.recipients or clause.objects) or any(c.dep_ == "ccomp" for c in clause.head.children)


def is_standing_law(clause: Clause, codes: Codes) -> bool:
    """ "Kenyan law forbids insults", "the party is banned in Kenya": what is the law, told in the present, is no deed of a day."""
    told = clause.tense == "present" and not clause.progressive
    return told and (any(t.lemma_.lower() in LAWS for t in clause.subjects) or (clause.passive and codes.mode in STANDING))


def is_of_anybody(clause: Clause, who: Sides) -> bool:
    """ "All who are held without charge", "the release of those detained": what whoever it may be suffers, by nobody, is no event of a day."""
    whoever = clause.governor if clause.relation in {"acl", "acl:relcl"} else None
    if whoever is None or any(m.code for m in who.recipients):
        return False
    told = any(c.dep_ in {"nummod", "amod", "compound", "nmod", "appos"} for c in whoever.children)
    return not told and (whoever.lower_ in WHOEVER or whoever.lemma_.lower() in table("party_nouns")["at_large"])


def is_mere_thing(situation: Situation, subject: Token) -> bool:
    """Whether a subject is neither a name nor an event of the lexicon ("the blast killed") nor a thing that acts for an owner."""
    lemma = subject.lemma_.lower()
    return subject.pos_ == "NOUN" and lemma not in situation.lexicon.nouns and lemma not in word_roles("metonyms")


def of_others(situation: Situation, clause: Clause, inner: Clause) -> bool:
    """Whether what somebody wants is the deed of another."""
    own, theirs = situation.parties.resolve(clause.subjects), situation.parties.resolve(inner.subjects)
    return bool(own and theirs) and not {(m.code, m.start if m.code is None else 0) for m in own} & {(m.code, m.start if m.code is None else 0) for m in theirs}


def coded_events(situation: Situation, clause: Clause, codes: Codes, illocution: Illocution, modality: str, who: Sides) -> Codes:
    """The codes, if the claim is an event of the field."""
    taken_as_known = clause.noun and modality == "presupposed" and codes.plover in LASTING
    if taken_as_known and len(who.agents) + len(who.recipients) < 2:
        return Codes()  # "our trade in goods", "our commitment": a state of things, not a deed
    subject = clause.subjects[0] if clause.subjects else None
    named = (subject is not None and subject.pos_ != "PRON" and bool(who.agents)) or (clause.passive and bool(who.recipients))
    if any(m.text.lower() in table("party_nouns")["nature"] for m in who.agents):
        return Codes()
    doer = clause.subjects[0] if clause.subjects and not clause.noun else None
    if doer is not None and codes.plover != "AID" and any(t.lemma_.lower() in table("party_nouns")["nature"] for t in phrase_tokens(doer)):
        return Codes()  # but "doses of cholera vaccine reached the town"
    if of_nature(clause, codes) or on_oneself(clause, codes) or is_standing_law(clause, codes):
        return Codes()
    if codes.cameo == FOUND_GUILTY and not finds_something(clause, who):
        return Codes()
    if codes.plover in SUFFERED and not who.agents and is_of_anybody(clause, who):
        return Codes()
    if subject is not None and not (who.agents or clause.passive or clause.noun) and is_mere_thing(situation, subject):
        return Codes()  # "the earthquake killed"
    outlet = (situation.document.outlet or "").casefold()
    return relevant(codes, illocution, who.agents, who.recipients, named, situation.parties.spoken, outlet)
