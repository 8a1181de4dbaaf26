"""Clauses to claims: the parties are put in, and what the words would do is checked against who says them of whom."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from servanda.coding.ahead import due_by
from servanda.coding.arguments import NO_DEADLINE, condition_words, object_words, own_extent, words_of
from servanda.coding.blame import without_foes
from servanda.coding.callers import speaking_for
from servanda.coding.clauses import NOBODY, Clause
from servanda.coding.conditions import conditions
from servanda.coding.deeds import bare_start, counted_whole, is_carried, is_received, moves_itself, paid_for, particle_of, shows, takes_up, turned, unseen
from servanda.coding.event_codes import by_one_alone, coded_events, event_codes, weighed
from servanda.coding.force import Force, force_of, wishes
from servanda.coding.frames import Codes, Frame
from servanda.coding.illocutions import decide
from servanda.coding.leave import as_leave, giver_of_leave
from servanda.coding.occurrence import SPOKEN, VOICED, Occurrence
from servanda.coding.outlook import outlook
from servanda.coding.owed_deeds import is_plain_deed, puts_money, sees_to
from servanda.coding.participants import (
    addressees,
    fill_agents,
    is_given,
    known_below,
    nearest,
    to_counterpart,
    with_counterpart,
    without_victims,
)
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.promisees import promisee, served
from servanda.coding.referred import Referred
from servanda.coding.sentence import Reader, depth_of, names_object, standing_of
from servanda.coding.settlements import partners, settles
from servanda.coding.sides import Sides, party_like, sides
from servanda.coding.situation import BARGAIN, GIVING, PROMISES, Situation
from servanda.coding.tables import names_body, table
from servanda.language.parsed import Token
from servanda.records import Attribution, Claim, Illocution, Mention, Span

EQUIPPING = {"equip", "fit", "furnish"}
PUTTING_OUT = {"publish", "release", "make"}
PAPERS = {"text", "paper", "document"}  # what is signed, where the agreement has been named before
WITNESSING = "support.witness"  # of those who sign a text and are no parties to it
OPEN_FRAME = "open"  # the frame id of a clause whose predicate no row of the lexicon knows
SUFFERING = {"person", "organ", "armed group"}  # whose ill-treatment is news without a doer; that of "two miners" is anybody's
FORCEFUL = {"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT"}  # acts that a text reports without saying whose
WORDS_GIVEN = {"promise", "readiness", "threat", "request"}  # complements of rows of words, which a pluperfect only recalls
TURNING = {"cessation", "postponement", "start"}  # complements of rows by which an act is stopped, put off or taken up


@dataclass(frozen=True, slots=True)
class Making:
    """What it takes to make a claim anew."""

    clause: Clause
    reader: Reader
    sentence: tuple[int, int]
    who: Sides
    force: Force


@dataclass(slots=True)
class ClaimMaker(Situation):
    """Makes the claims of one document."""

    referred: Referred | None = None  # the network's answers, where it is asked of such a text
    askable: bool = False  # whether what claims are made of is kept for it
    of_nobody: set[str] = field(default_factory=set)  # ids of claims that are kept though no party known acts or suffers in them
    makings: dict[str, Making] = field(default_factory=dict)  # what each claim is made of, by its id, where the network is asked
    unread: list[tuple[Clause, Claim]] = field(default_factory=list)  # claims of known parties that the tables leave alone: the network may know better

    def claim(self, clause: Clause, reader: Reader, sentence: tuple[int, int]) -> Claim | None:
        """The clause's claim, or None where it says nothing that the ledger keeps."""
        frame, force = reader.frame(clause), force_of(clause, reader)
        if clause.subjects and not clause.noun:
            surface = [t for t in clause.objects if t.dep_ == "nsubj:pass"] or clause.subjects  # "was told by the doctor": the patient goes on
            self.parties.remember(surface[0], self.parties.resolve(surface))
        aspectual = frame is not None and frame.complement in {"start", "completion"} and reader.inner(clause) is not None
        wished = reader.inner(clause) if frame is not None and frame.complement == "intent" else None
        act = reader.frame(wished) if wished is not None else None
        if frame is not None and act is not None and wishes(clause, frame, act):
            return None  # the act wished is the claim
        asserts = any(verb.i == clause.head.i for verb in reader.asserted.values())
        above = reader.clause_at(clause.governor) if clause.noun and clause.governor is not None else None
        above_frame = reader.frame(above) if above is not None else None
        covered = (
            above is not None
            and above_frame is not None
            and not above.noun
            and clause.relation != "nsubj"
            and names_object(above_frame, above.head, clause.head)
        )
        if force.kind == "none" or covered or asserts or aspectual or (clause.noun and force.kind == "intent"):
            return None
        offset = self.parties.offset(clause.head)
        named = without_victims(self, clause, frame, sides(clause, frame, self.parties))
        who = fill_agents(self, clause, reader, force, with_counterpart(self, clause, frame, named), offset)
        if force.kind == "commissive" and force.operator_token is not None and not who.recipients:
            who = promisee(self, reader, force.operator_token, who)
        if (leave := giver_of_leave(self, clause, force, who, offset)) is not None:
            self.remember_promise(offset, leave.agents, leave.recipients)
            return as_leave(self, clause, self.build(clause, reader, sentence, leave, ("commissive", "promised", False), force, Codes()))
        illocution, modality, in_text = decide(self, clause, reader, force, who, offset)
        if illocution in PROMISES and modality == "promised":
            who = served(self, clause, reader, who, offset)
        if illocution in PROMISES:
            self.remember_promise(offset, who.agents, who.recipients)
        elif settles(clause, frame, force):
            self.remember_bargain(offset, partners(who.agents, who.recipients))
        by_whom = any(preposition(c) == "by" for c in clause.head.children)  # "was encouraged by what it saw": nobody asks
        if illocution == "appeal" and clause.passive and clause.form == "finite" and not who.agents and not by_whom:
            who = Sides(self.askers(offset, who.recipients), who.recipients)
        if illocution == "position" and frame is not None and (unseen(clause) or (not frame.operates and self.puts_out(clause, who))):
            illocution = "act"
        if illocution is None or not self.worth_keeping(illocution, frame, who, clause, reader, force):
            made = self.to_come(clause, reader, sentence, force, who) or self.told(clause, reader, sentence, force, who, (illocution, modality, in_text))
            if made is None:
                self.leave_unread(clause, reader, sentence, who, (illocution, modality, in_text), force)
            return made
        if illocution == "appeal":
            who = addressees(self, clause, reader, who)
            if frame is not None and frame.complement == "hope" and not any(party_like(m) for m in who.recipients):
                illocution = "position"  # "hopes that talks will help": nobody is asked
        return self.build(clause, reader, sentence, who, (illocution, modality, in_text), force)

    def leave_unread(
        self, clause: Clause, reader: Reader, sentence: tuple[int, int], who: Sides, said: tuple[Illocution | None, str, bool], force: Force
    ) -> None:
        """Keep for the network what a known party does or says in a clause that the tables leave alone."""
        if self.askable and any(m.code for m in who.agents):
            made = self.build(clause, reader, sentence, who, (said[0] or "position", said[1] or force.modality, said[2]), force, Codes())
            self.unread.append((clause, made))

    def as_promised(self, claim: Claim) -> Claim:
        """The claim as a promise of those who act in it."""
        made = self.makings[claim.claim_id]
        who = served(self, made.clause, made.reader, made.who, self.parties.offset(made.clause.head))
        return self.build(made.clause, made.reader, made.sentence, who, ("commissive", "promised", False), made.force)

    def askers(self, offset: int, asked: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Who asks where the text says only that another party "was requested": whoever is quoted, else the body whose text it is."""
        speaker = self.speech.innermost(offset) or self.speech.issuer(offset)
        others = {m.code for m in asked if m.code and m.kind != "people"}
        return (speaker,) if speaker is not None and speaker.code and others and speaker.code not in others else ()

    def puts_out(self, clause: Clause, who: Sides) -> bool:
        """ "The map was published on 22 August", "both have been publishing their readings since May": not what it says, but that it is out."""
        if clause.passive or clause.progressive:
            return self.is_exact(clause) or (clause.progressive and bool(clause.objects) and bool(who.agents))
        told = clause.tense == "past" and clause.form == "finite" and bool(clause.objects) and not clause.negated
        return told and clause.head.lemma_.lower() in PUTTING_OUT and self.particulars.happened(clause, self.parties) is not None  # "published it on Friday"

    def to_come(self, clause: Clause, reader: Reader, sentence: tuple[int, int], force: Force, who: Sides) -> Claim | None:
        """The claim of a clause whose auxiliary binds nobody: what is to come, or what a speaker asks of another."""
        offset = self.parties.offset(clause.head)
        speaker = self.speech.innermost(offset) or next(iter(self.topics.authors(offset)), None) or self.speech.issuer(offset)
        found = outlook(clause, reader, force, who, speaker, bool(self.speech.around(offset)) or not (self.parties.spoken or conditions(clause)))
        frame = reader.frame(clause)
        if found is None and frame is not None and frame.plover and who.agents and force.kind == "commissive" and force.operator is None:
            return self.build(clause, reader, sentence, who, ("act", "asserted", False), force)  # "agreed to the plan": a promise of nothing in particular
        if found is None:
            return None
        asking = found.illocution == "appeal" and speaker is self.speech.issuer(offset)
        joint = self.parties.references.speakers(offset, "we") if asking else ()
        who = Sides(joint or found.who.agents, found.who.recipients)
        return self.build(clause, reader, sentence, who, (found.illocution, found.modality, False), force, found.codes)

    def told(
        self, clause: Clause, reader: Reader, sentence: tuple[int, int], force: Force, who: Sides, said: tuple[Illocution | None, str, bool]
    ) -> Claim | None:
        """The claim without event codes of an act told of no party known, where it is done to a thing, by a verb of results, by a day or number or where an
        agreement is spoken of: "two tankers had pumped 3,000 tonnes ashore", "the barrier has been taken down". It may be what was promised."""
        frame, lemma = reader.frame(clause), clause.head.lemma_.lower()
        turned_off = frame is not None and frame.complement in TURNING and any(m.code for m in who.agents)  # "suspended the dredging of the canal"
        if said[0] != "act" or clause.noun or clause.tense != "past" or (frame is not None and frame.operates and not turned_off):
            return None
        stative = frame is None and lemma in table("speech_acts")["not_binding"] and not particle_of(clause.head) and not shows(clause)
        if stative or not clause.objects or not (clause.subjects or clause.passive) or not (self.topics.instruments or self.is_exact(clause) or shows(clause)):
            return None
        made = self.build(clause, reader, sentence, who, ("act", said[1], said[2]), force, Codes())
        self.of_nobody.add(made.claim_id)
        return made

    def may_perform(self, clause: Clause, frame: Frame | None, who: Sides, force: Force) -> bool:
        """Whether a clause whose verb no row knows tells of a deed between parties, or of one that may be a promise kept."""
        moved = moves_itself(clause, frame) or is_carried(clause) or is_received(clause)
        idle = clause.head.lemma_.lower() in table("speech_acts")["not_binding"] and not particle_of(clause.head)
        if idle and not unseen(clause) and not (moved and (self.is_exact(clause) or shows(clause))):
            return False
        told, unnamed = bool(clause.objects) or moved, clause.passive or moved
        telling = any(m.code for m in who.agents) or (unnamed and (bool(self.topics.instruments) or self.is_exact(clause) or shows(clause)))
        staged = force.operator is not None and force.operator.complement in {"start", "completion"}  # "began to pave the road"
        behind = clause.form == "gerund" and preposition(clause.head) in {"after", "since"}  # "after being handed over"
        done = (clause.tense == "past" or staged or behind) and told and telling  # no event of the field, but perhaps a promise kept
        return done or all(any(m.code for m in side) for side in (who.agents, who.recipients))

    def worth_keeping(self, illocution: Illocution, frame: Frame | None, who: Sides, clause: Clause, reader: Reader, force: Force) -> bool:
        """Whether a claim would say something about a party."""
        if illocution in PROMISES:
            return True
        if frame is None or bare_start(frame, clause, reader):
            return illocution == "act" and not clause.noun and self.may_perform(clause, frame, who, force)
        if illocution == "position" and frame.plover is None:
            return False
        if illocution == "appeal" and not who.agents:
            return False
        if illocution in {"act", "intent"} and frame.operates and not unseen(clause):
            inner = reader.inner(clause)
            embedded = reader.frame(inner) if inner else None
            offered = frame.complement == "readiness" and any(m.code for m in who.agents)  # "is willing to send": whatever it is
            if illocution == "intent" and (clause.noun or (embedded is None and not (offered and inner is not None))):
                return False  # "I want to thank", "I mean": nothing intended that anybody could hold them to
            if frame.plover is None and (embedded is None or embedded.plover is None):
                return False
        if illocution == "act" and clause.noun and frame.plover is None:
            return False
        # "The treaty entered into force", "the commission has not been formed": nobody is named, the agreement's affairs move all the same.
        silent = any(t.lower_ in NOBODY for t in clause.subjects) or (clause.noun and frame.reciprocal)
        nobody = silent or clause.passive or clause.middle or frame.undone or frame.source == "none"
        at_hand = bool(self.topics.instruments) and (nobody or self.instrument_of(clause) is not None)
        come = moves_itself(clause, frame) and self.is_exact(clause)  # "five of the eight observers arrived the same day"
        exact = nobody and frame.plover in {None, "SANCTION", *GIVING} and self.is_exact(clause)
        impersonal = illocution == "act" and (at_hand or come or unseen(clause) or exact)
        # A victim is news without the doer; an act with a subject that nobody could resolve keeps its other side.
        # "The writer was tortured", "the paper was ordered to close".
        named = [t for t in clause.objects if t.pos_ != "PRON"] if clause.passive else []
        victims = (*who.recipients, *self.parties.resolve(named))
        suffered = clause.passive and reader.composed(clause, frame).plover in FORCEFUL and any(m.kind in SUFFERING for m in victims)
        telling = suffered or (any(m.code for m in who.recipients) and (frame.plover in FORCEFUL or bool(clause.subjects)))
        return bool(who.agents) or telling or impersonal

    def build(
        self,
        clause: Clause,
        reader: Reader,
        sentence: tuple[int, int],
        who: Sides,
        said: tuple[Illocution, str, bool],
        force: Force,
        known: Codes | None = None,
    ) -> Claim:
        """The record, its codes as `known` or else by frame and force."""
        illocution, modality, in_text = said
        frame, offset = reader.frame(clause), self.parties.offset(clause.head)
        if illocution in PROMISES and frame is not None and is_plain_deed(clause, frame, force):
            frame = None
        frame_name = frame.id if frame else OPEN_FRAME
        start, end = own_extent(clause, self.parties)
        codes, borrowed = known if known is not None else event_codes(self, clause, reader, frame, illocution, force), False
        who = speaking_for(self, clause, illocution, codes.plover, who)
        alone = not who.recipients or (frame is not None and frame.paired and not any(m.code for m in who.recipients))
        if frame is not None and alone and codes.plover and illocution not in PROMISES and not mutual(clause, frame, reader, who):
            borrowed, who = True, Sides(who.agents, without_foes(self, clause, frame, nearest(self, clause, reader, frame, who)))
        if frame is not None and codes.plover and illocution not in PROMISES:
            who = Sides(who.agents, known_below(self, clause, reader, frame, who) or who.recipients)
        if codes.plover and illocution not in PROMISES:
            who = Sides(who.agents, to_counterpart(self, clause, frame, codes, who))
        times, voiced = Occurrence(self.particulars, self.parties, self.speech), illocution in VOICED or codes.plover in SPOKEN
        happened = None if illocution in PROMISES else times.when(clause, reader, sentence, voiced)
        recalled = frame is not None and frame.complement in WORDS_GIVEN and times.is_recalled(clause, happened)
        codes = Codes() if recalled or (illocution not in PROMISES and times.is_past(clause, reader, happened)) else codes
        codes = by_one_alone(self, clause, frame, codes, who)
        codes, trust = weighed(self, clause, coded_events(self, clause, codes, illocution, modality, who), frame, said, who, borrowed, offset, sentence)
        negative = clause.negated or force.modality in {"not done", "negated"} or (frame is not None and frame.undone and illocution not in PROMISES)
        kept_so = illocution in PROMISES and frame is not None and frame.undone  # "will stay shut": not the opening that is left undone
        named = None if kept_so or bare_start(frame, clause, reader) else frame
        action, words = self.deed(clause, reader, named, negative and illocution in PROMISES)
        if illocution in PROMISES and not negative and not clause.noun:
            words = self.thing_meant(clause, words, who.agents)
        if illocution in PROMISES and named is None and not negative and puts_money(clause):
            action = table("gifts")["money"]
        quantity, parts = self.particulars.quantity(turned(clause, frame), self.parties)
        if quantity is None and words is not None:
            quantity = self.particulars.opening(words.start)  # "provide A with 90,000 doses"
        if quantity is None and illocution in PROMISES and clause.head.lemma_.lower() in EQUIPPING:
            quantity, parts = self.particulars.quantity(replace(clause, objects=clause.indirect), self.parties)  # "equip 24 clinics with refrigerators"
        if kept_so and clause.subjects:
            words = object_words(replace(clause, objects=clause.subjects), self.parties)
        if illocution in PROMISES and clause.head.lemma_.lower() == "reach" and who.recipients and not negative:
            action, words = "hand over", object_words(replace(clause, objects=clause.subjects), self.parties)  # "maps must reach A within a week"
        if illocution in PROMISES and named is None and is_given(clause) and who.recipients == self.parties.resolve(clause.subjects):
            action = "give"
        chain = self.speech.chain(offset)
        authors = self.topics.authors(offset) or (who.agents if illocution == "performative" else ())
        if in_text and authors:
            chain = (*chain[:1], *(Attribution(speaker=m, cue="text") for m in authors))
        instrument = self.instrument_of(clause)
        signed = frame is not None and frame.action == "sign" and any(o.lemma_.lower() in PAPERS for o in clause.objects)
        outcome = signed or frame_name == WITNESSING or (illocution in {"endorsement", "denial", "stance"} and takes_up(clause))
        what = next(iter(clause.objects), clause.head)
        if outcome and (instrument is None or what.pos_ == "PRON"):
            instrument = self.topics.current(self.parties.offset(what))  # "rejected it as a deal": "it", not the deal
        if instrument is None and (illocution in PROMISES or in_text):
            instrument = self.topics.current(offset, who.agents)
        promised = illocution in PROMISES
        if illocution in PROMISES and words is not None:
            self.last_thing = words
        name = claim_id(self.document.doc_id, self.parties.offset(clause.objects[0]) if clause.alone else offset, illocution, frame_name)
        if self.askable:
            self.makings[name] = Making(clause, reader, sentence, who, force)
        return Claim(
            claim_id=name, doc_id=self.document.doc_id, start=start, end=end, sentence_start=sentence[0], sentence_end=sentence[1],
            illocution=illocution, predicate=self.predicate(clause), action=action, frame=frame_name,
            agents=who.agents, recipients=who.recipients, object=words, quantity=quantity, parts=parts,
            happened=happened,
            published=self.document.published, place=self.particulars.place(clause, self.parties),
            deadline=due_by(self.particulars, clause, self.parties, sentence) if promised else NO_DEADLINE,
            condition=condition_words(clause, self.parties),
            polarity="negative" if negative else "positive", modality=modality, attribution=chain,
            plover=codes.plover, mode=codes.mode, context=frame.context if frame and codes.plover else (), cameo=codes.cameo,
            instrument=instrument, in_text=in_text, depth=depth_of(clause), clause=standing_of(clause), marker=self.marker(clause), confidence=trust,
        )  # fmt: skip

    def thing_meant(self, clause: Clause, words: Span | None, agents: tuple[Mention, ...]) -> Span | None:
        """The thing of a promise: of "pay for the copying" the copying, of "replenish them" and "lend eight of them" what was promised right before
        between the same parties."""
        paid = paid_for(clause) if words is None else None
        words = object_words(replace(clause, objects=[paid]), self.parties) if paid is not None else words
        some = words is not None and words.text.lower().endswith((" of them", " of these", " of those"))
        if words is None or not (some or words.text.lower() in {"it", "them"}) or not self.in_bargain(agents, words.start):
            return words
        last = self.last_thing
        near = last is not None and 0 < words.start - last.end <= BARGAIN // 2 and (some or "\n\n" not in self.parties.text[last.end : words.start])
        return last if near else words

    def predicate(self, clause: Clause) -> str:
        """The lemma that carries the clause; of verbs that the lemmatizer does not know, the lexicon's."""
        lemma = clause.head.lemma_.lower()
        return lemma if clause.noun else self.lexicon.verb_lemma(clause.head.lower_, lemma)

    def deed(self, clause: Clause, reader: Reader, frame: Frame | None, refrain: bool) -> tuple[str, Span | None]:
        """The act's canonical name and the words of what it is done to; a duty not to act is "refrain" from the act's own words."""
        if refrain:
            allowed = [c for c in clause.head.children if c.dep_ == "xcomp"] if frame is not None and frame.complement == "permission" else []
            verb = next(iter(allowed), clause.head)  # "will not be allowed to dam the river": what it owes is not to dam it
            apart = {t for c in verb.children if c.i > verb.i and preposition(c) in {"according", "under"} for t in c.subtree}
            apart |= {t for c in verb.children if c.dep_ in {"conj", "parataxis"} and any(g.dep_.startswith("nsubj") for g in c.children) for t in c.subtree}
            tokens = [t for t in verb.subtree if t not in apart and self.parties.offset(t) >= self.parties.offset(verb)]
            if clause.passive and verb is clause.head and clause.objects and clause.objects[0].i < verb.i and clause.objects[0].pos_ == "NOUN":
                tokens = [*(t for t in phrase_tokens(clause.objects[0]) if t.lower_ != "no"), *tokens]  # "no troops would be sent": which deed, done to what
            return "refrain", words_of(tokens, self.parties)
        if (seen_to := sees_to(clause)) is not None:
            return "ensure", words_of([t for t in seen_to.subtree if not (t.head is seen_to and t.lower_ == "that")], self.parties)
        lemma = self.lexicon.verb_of(clause.head.lemma_.lower()) if clause.noun else self.predicate(clause)
        action = frame.action if frame else f"{lemma} {particle_of(clause.head)}".strip()
        done_to = clause.share_of or turned(clause, frame).objects
        if whole := counted_whole(clause, done_to):
            return action, words_of(whole, self.parties)
        if refers_back(clause, done_to) and clause.governor is not None and (before := reader.clause_at(clause.governor)) is not None:
            done_to = [t for t in before.objects if t.pos_ != "PRON"] or done_to  # "shall exchange the lists and update them"
        if clause.noun and not done_to and not names_body(lemma):
            return action, object_words(replace(clause, objects=[clause.head]), self.parties)  # "the drive is to be concluded"
        return action, object_words(replace(clause, objects=done_to), self.parties, frame is not None and frame.illocution == "appeal")

    def marker(self, clause: Clause) -> str | None:
        """A cue of exchange or order in the clause's sentence before or within its words."""
        sentence = clause.head.sent
        text = sentence.text.lower()
        return next((m for m in table("speech_acts")["exchange_markers"] if m in text), None)


def refers_back(clause: Clause, done_to: list[Token]) -> bool:
    """Whether all that a coordinated clause does its act to is a pronoun for the things of the clause before."""
    return clause.relation == "conj" and not clause.noun and bool(done_to) and all(t.lower_ in {"it", "them"} and t.i > clause.head.i for t in done_to)


def mutual(clause: Clause, frame: Frame, reader: Reader, who: Sides) -> bool:
    """Whether a clause tells what several parties did with each other ("A and B agreed to share data on C"): none else is its other side."""
    inner = reader.inner(clause)
    deed = frame if frame.complement == "none" or inner is None else reader.frame(inner)
    return deed is not None and (deed.reciprocal or deed.plover == "COOPERATE") and len({m.code for m in who.agents if m.code}) > 1


def claim_id(doc_id: str, offset: int, illocution: str, frame: str) -> str:
    """A stable id: the hash of where the predicate stands and how it was read."""
    return "c" + hashlib.sha256(f"{doc_id}\x1f{offset}\x1f{illocution}\x1f{frame}".encode()).hexdigest()[:15]
