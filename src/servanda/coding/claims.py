"""Clauses to claims: the parties are put in, and what the words would do is checked against who says them of whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from spacy.tokens import Token

from servanda.coding.arguments import NO_DEADLINE, Particulars, condition_words, object_words, own_extent, words_of
from servanda.coding.clauses import NOBODY, Clause
from servanda.coding.confidence import Setting, confidence, traits, trusted
from servanda.coding.force import COOPERATIVE, Force, conditions, force_of
from servanda.coding.frames import Codes, Frame, Lexicon
from servanda.coding.instruments import MAKING
from servanda.coding.matching import Sides, at_place, sides
from servanda.coding.occurrence import SPOKEN, VOICED, Occurrence
from servanda.coding.outlook import outlook
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens
from servanda.coding.relevance import relevant
from servanda.coding.sentence import Reader, depth_of, names_object, standing_of
from servanda.coding.speech import Speech
from servanda.coding.tables import table, word_roles
from servanda.coding.targets import at_home, nearest_parties
from servanda.coding.topics import Topics
from servanda.coding.voices import standing_at
from servanda.records import Attribution, Claim, Document, Illocution, Instrument, Mention, Span

PRIVATE = {"BUS", "MED", "CVL", "SPY", "UNS", "NGO", "LAB", "EDU", "REL", "HLH", "CRM", "REF", "UAF"}  # roles whose promises do not bind a state
BARRED = {"bring", "put", "take", "keep", "enter", "join", "run"}  # "neither may bring arms": a deed where it is forbidden, too vague where it is promised
PAPERS = {"text", "paper", "document"}  # what is signed, where the agreement has been named before
OPEN_FRAME = "open"  # the frame id of a clause whose predicate no row of the lexicon knows
ABOUT_PROMISING = {"agree", "promise", "oblige", "commit", "accept"}  # words about a promise, not what is promised
FORCEFUL = {"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT"}  # acts that a text reports without saying whose
LASTING = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"}  # what also goes on without anybody doing something ("our trade", "our partnership")
GIVING = {"AID", "CONCEDE", "RETREAT", "COOPERATE"}  # what a state can promise by itself
# Operators that say nothing alone.
LEANING = {"intent", "hope", "announcement", "start", "continuation", "completion", "attempt", "ability"}
PROMISES = {"commissive", "performative"}
BINDABLE = {"state", "organ", "organisation", "armed group", "group"}


@dataclass(slots=True)
class ClaimMaker:
    """Makes the claims of one document."""

    document: Document
    lexicon: Lexicon
    parties: Parties
    particulars: Particulars
    speech: Speech
    topics: Topics
    other: Mention | None = None  # whom a text about a meeting names beside its issuer

    def claim(self, clause: Clause, reader: Reader, sentence: tuple[int, int]) -> Claim | None:
        """The clause's claim, or None where it says nothing that the ledger keeps."""
        frame, force = reader.frame(clause), force_of(clause, reader)
        if clause.subjects and not clause.noun:
            surface = [t for t in clause.objects if t.dep_ == "nsubj:pass"] or clause.subjects  # "was told by the doctor": the patient goes on
            self.parties.remember(surface[0], self.parties.resolve(surface))
        aspectual = frame is not None and frame.complement in {"start", "completion"} and reader.inner(clause) is not None
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
        who = self.fill_agents(clause, reader, force, self.with_counterpart(clause, frame, sides(clause, frame, self.parties)), offset)
        if force.kind == "commissive" and force.operator_token is not None and not who.recipients:
            who = self.promisee(reader, force.operator_token, who)
        illocution, modality, in_text = self.decide(clause, reader, force, who, offset)
        if illocution == "position" and clause.passive and frame is not None and frame.complement == "none" and self.is_exact(clause):
            illocution = "act"  # "the map was published on 22 August": not what it says, but that it is out
        if illocution is None or not self.worth_keeping(illocution, frame, who, clause, reader):
            return self.to_come(clause, reader, sentence, force, who)
        if illocution == "appeal":
            who = self.addressees(clause, reader, who)
            if not who.recipients and frame is not None and frame.complement == "hope":
                illocution = "position"
        return self.build(clause, reader, sentence, who, (illocution, modality, in_text), force)

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

    def fill_agents(self, clause: Clause, reader: Reader, force: Force, who: Sides, offset: int) -> Sides:
        """A passive or nominal clause may leave out who is bound or who agreed: then it is the parties of the agreement spoken of."""
        frame = reader.frame(clause)
        if any(m.code for m in who.agents):
            return who
        if force.kind == "appeal" and clause.relation == "conj":
            return Sides(self.voice_above(clause, reader) or who.agents, who.recipients)
        if (clause.noun or (clause.passive and force.kind == "commissive")) and not who.agents and force.operator_token is not None:
            above = reader.clause_at(force.operator_token)
            promisers = self.parties.resolve(above.subjects) if above else ()
            if promisers:
                return Sides(promisers, who.recipients)
        instrument = self.instrument_of(clause)
        recalled = clause.noun and instrument is not None and instrument.definite  # "as Thursday's joint statement had foreseen": made by whoever made it
        making = bool(frame and frame.reciprocal and instrument is not None and not recalled)
        if not (making or ((clause.passive or clause.noun) and force.kind in {"bound", "commissive"} and not who.agents)):
            return who
        spoken_of = self.topics.current(offset)
        makers = self.topics.parties_of(spoken_of) if spoken_of else ()
        group = makers if len(makers) > 1 else self.parties.references.last_group(offset)
        return Sides(tuple(m for m in group if m.code), who.recipients)

    def voice_above(self, clause: Clause, reader: Reader) -> tuple[Mention, ...]:
        """ "They hope that trade will grow, and call on X to": whose the appeal is, where the parser put it under the hope."""
        token = clause.head
        while token.dep_ != "ROOT":
            token = token.head
            above = reader.clause_at(token)
            found = tuple(m for m in self.parties.resolve(above.subjects) if m.code) if above is not None and not above.noun else ()
            if found:
                return found
        return ()

    def with_counterpart(self, clause: Clause, frame: Frame | None, who: Sides) -> Sides:
        """ "We had a good talk", "our partnership" in a text about a meeting: both who met, where the words name no other side."""
        first = clause.subjects[0] if len(clause.subjects) == 1 else None
        both = frame is not None and frame.reciprocal and not who.recipients and len(who.agents) == 1 and first is not None
        if not both or first is None or first.lower_ not in {"we", "our", "us"} or self.other is None or not self.parties.author:
            return who
        missing = tuple(m for m in (self.parties.author, self.other) if m.code != who.agents[0].code)
        return Sides((*who.agents, *standing_at(missing[:1], who.agents[0].start)), ())

    def promisee(self, reader: Reader, operator: Token, who: Sides) -> Sides:
        """ "A promised B to release the men": to whom the promise is made stands by the promising verb."""
        above = reader.clause_at(operator)
        codes = {m.code for m in who.agents}
        found = [m for place in ("indirect", "object", "to") for m in at_place(place, above, self.parties)] if above else []
        return Sides(who.agents, tuple(m for m in found if m.code and m.code not in codes))

    def decide(self, clause: Clause, reader: Reader, force: Force, who: Sides, offset: int) -> tuple[Illocution | None, str, bool]:
        """Illocution, modality, and whether the clause stands in an agreement's own text."""
        frame, kind = reader.frame(clause), force.kind
        if kind == "bound" and force.modality == "would" and clause.relation == "acl:relcl":
            return None, "", False  # "the only draft that he would discuss": which draft, no promise
        authors = self.topics.authors(offset)
        speaker = self.speech.innermost(offset) if not authors else None
        if kind == "condition":
            return ("condition", force.modality, False) if force.modality == "threatened" else (None, "", False)
        if kind == "commissive" and force.operator is None and reader.inner(clause) is not None:
            kind = "act"
        if kind in {"bound", "commissive"}:
            return self.bound(clause, reader, force, who, speaker, offset)
        if kind == "present":
            return self.present(frame, clause, who, bool(self.speech.around(offset)) and not authors, offset)
        if kind == "position" and force.modality == "possible":
            return None, "", False
        modality = force.modality
        if kind == "act" and modality == "asserted" and self.speech.around(offset) and not authors:
            modality = "claimed"
        return cast(Illocution, kind), modality, bool(authors)

    def bound(self, clause: Clause, reader: Reader, force: Force, who: Sides, speaker: Mention | None, offset: int) -> tuple[Illocution | None, str, bool]:
        """Whether "will", "is to" or "agreed to" binds the clause's subject, given whose words these are."""
        frame = reader.frame(clause)
        if clause.governor is not None and clause.relation in {"acl", "ccomp"} and clause.governor.lemma_.lower() in table("speech_acts")["hearsay_nouns"]:
            return None, "", False  # "denied a report that his government would compensate growers"
        if self.is_noted(clause):
            return None, "", False
        if not any(m.code and m.kind in BINDABLE | {"person"} and m.role not in PRIVATE for m in who.agents):
            return None, "", False
        authors = self.topics.authors(offset)
        issuer = self.speech.issuer(offset) if not self.speech.around(offset) else None
        speaking = authors or ((issuer,) if issuer else ())
        if speaking and force.modality in {"must", "has to"} and not {m.code for m in speaking} & {m.code for m in who.agents}:
            return None, "", False  # "we declare that Russia must withdraw": asked of another, owed by nobody
        if force.kind == "bound":
            if self.threatens(clause, frame):
                return "condition", "threatened", False
            published = bool(authors) and frame is not None and frame.illocution == "position" and bool(clause.objects)  # "shall publish the readings"
            if not self.binding_predicate(clause, frame) or (
                frame and not published and frame.illocution not in {"act", "stance", "performative", "commissive"}
            ):
                return None, "", False
            if not self.binding_context(clause, frame, force, who, speaker, offset):
                return None, "", False
        if frame and (frame.action in ABOUT_PROMISING or (clause.noun and frame.complement != "none")):
            return None, "", False
        if not authors and speaker is not None and not speaks_for(speaker, who.agents):
            return "position", "claimed", False
        return "commissive", "promised", bool(authors)

    def is_noted(self, clause: Clause) -> bool:
        """ "A notes (the statement of B) that seedlings will be planted": taken note of, undertaken by nobody there."""
        above, noting = clause.governor, table("speech_acts")["noting"]
        if above is None or clause.relation not in {"acl", "ccomp"}:
            return False
        return above.lemma_.lower() in noting or (above.pos_ == "NOUN" and above.head.lemma_.lower() in noting)

    def binding_predicate(self, clause: Clause, frame: Frame | None) -> bool:
        """Whether the predicate names a deed that somebody could owe."""
        kept = clause.passive and frame is not None and frame.id == "performance.maintain"  # "shall be kept open"
        barred = clause.negated and (frame is not None or (clause.head.lemma_.lower() in BARRED and bool(clause.objects)))
        if clause.head.lemma_.lower() in table("speech_acts")["not_binding"] and not barred and not kept:
            return frame is not None and len(clause.head.lemma_) > 2 and frame.plover in COOPERATIVE and frame.illocution == "act"
        return True

    def binding_context(self, clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
        """An auxiliary alone binds only inside an agreement's text, about an agreement named before, or said by the debtor itself."""
        in_text = bool(self.topics.authors(offset))
        if force.modality == "has to" and not in_text:
            return False
        if self.own_voice(who.agents, offset):
            return frame is not None and frame.plover in GIVING and not clause.negated
        own_word = speaker is not None and any(m.code and m.code in (speaker.code or "").split("+") for m in who.agents)
        if force.modality == "would":
            gives = frame is not None and frame.plover in GIVING and not clause.negated  # "announced that it would give 12 lorries"
            return own_word and (gives or bool(self.topics.instruments))
        if own_word and not in_text and self.speech.quoted(offset):
            # What a party says of itself in an interview binds only where it names a known act that serves the other side.
            return frame is not None and frame.plover in COOPERATIVE and not clause.negated and bool(self.topics.instruments)
        if own_word and not in_text and frame is not None and frame.plover in GIVING and not clause.negated:
            return True  # a pledge of one's own: "the United States will provide ..., the State Department said"
        if own_word and not in_text and clause.negated and frame is not None and frame.plover in COOPERATIVE:
            return False  # "said it will not talk": a refusal
        if in_text or own_word:
            return in_text or bool(self.topics.instruments)
        instrument = self.topics.current(offset)
        return (instrument is not None and not self.speech.around(offset)) or (force.modality in {"is to", "shall"} and instrument is not None)

    def threatens(self, clause: Clause, frame: Frame | None) -> bool:
        """A hostile deed held out on a condition is a threat, not a promise."""
        hostile = frame is not None and frame.plover is not None and frame.plover not in COOPERATIVE and frame.illocution == "act" and frame.action != "refrain"
        return hostile and not clause.negated and bool(conditions(clause))

    def present(self, frame: Frame | None, clause: Clause, who: Sides, quoted: bool, offset: int) -> tuple[Illocution | None, str, bool]:
        """The present tense: a promise where the parties of an agreement speak in its text, else a report or a stance."""
        coded = [m for m in who.agents if m.code and m.kind in BINDABLE]
        if clause.relation == "acl:relcl":
            return None, "", False  # "a Vietnam that respects human rights": a description, no report
        if frame is None and not (self.topics.authors(offset) and clause.objects and clause.head.lemma_.lower() not in table("speech_acts")["not_binding"]):
            return None, "", False
        if coded and not quoted and self.is_party(coded, offset) and not self.own_voice(coded, offset) and not (frame and frame.action in ABOUT_PROMISING):
            return "performative", "promised", True
        if frame is None:
            return None, "", False
        if frame.illocution == "stance":
            return "stance", "asserted", False
        telling = any(m.code for m in who.agents) or (who.agents and frame.plover) or frame.undone  # "the men remain in custody": whoever holds them
        return ("act", "claimed" if quoted else "asserted", False) if telling else (None, "", False)

    def own_voice(self, agents: Iterable[Mention], offset: int) -> bool:
        """Whether the issuer of a statement speaks of itself alone, outside any agreement's text: what it says of itself is a stance or a pledge."""
        author = self.speech.issuer(offset)
        return author is not None and not self.topics.authors(offset) and {m.code for m in agents if m.code} == {author.code}

    def is_party(self, agents: list[Mention], offset: int) -> bool:
        """Whether all the agents are parties of an agreement that the document names before the offset."""
        if self.topics.authors(offset):
            return True
        codes = {m.code for m in agents}
        return any(codes <= {p.code for p in i.parties} for i in self.topics.instruments if i.start < offset)

    def worth_keeping(self, illocution: Illocution, frame: Frame | None, who: Sides, clause: Clause, reader: Reader) -> bool:
        """Whether a claim would say something about a party."""
        if illocution in PROMISES:
            return True
        if frame is None or bare_start(frame, clause, reader):
            lemma = clause.head.lemma_.lower()
            moved = moves_itself(clause, frame)
            stative = lemma in table("speech_acts")["not_binding"] and not particle_of(clause.head) and not (moved and self.is_exact(clause))
            told, unnamed = bool(clause.objects) or moved, clause.passive or moved
            telling = any(m.code for m in who.agents) or (unnamed and (bool(self.topics.instruments) or self.is_exact(clause)))
            done = clause.tense == "past" and told and telling  # no event of the field, but perhaps a promise kept
            between = all(any(m.code for m in side) for side in (who.agents, who.recipients))
            return illocution == "act" and not stative and not clause.noun and (between or done)
        if illocution == "position" and frame.plover is None:
            return False
        if illocution == "appeal" and not who.agents:
            return False
        if illocution in {"act", "intent"} and frame.complement != "none":
            inner = reader.inner(clause)
            embedded = reader.frame(inner) if inner else None
            if illocution == "intent" and (clause.noun or embedded is None):
                return False  # "I want to thank", "I mean": nothing intended that anybody could hold them to
            if frame.plover is None and (embedded is None or embedded.plover is None):
                return False
        if illocution == "act" and clause.noun and frame.plover is None:
            return False
        # "The treaty entered into force", "the commission has not been formed": nobody is named, the agreement's affairs move all the same.
        silent = any(t.lower_ in NOBODY for t in clause.subjects) or (clause.noun and frame.reciprocal)
        nobody = silent or clause.passive or clause.middle or frame.undone or frame.source == "none"
        at_hand = bool(self.topics.instruments) and (nobody or self.instrument_of(clause) is not None)
        impersonal = illocution == "act" and (at_hand or (nobody and frame.plover in {None, *GIVING} and self.is_exact(clause)))
        # A victim is news without the doer; an act with a subject that nobody could resolve keeps its other side.
        telling = any(m.code for m in who.recipients) and (frame.plover in FORCEFUL or bool(clause.subjects))
        return bool(who.agents) or telling or impersonal

    def is_exact(self, clause: Clause) -> bool:
        """Whether the clause names a day or a number: such a report may tell of a duty performed though it names nobody."""
        number, _ = self.particulars.quantity(turned(clause, None), self.parties)
        return number is not None or self.particulars.happened(clause, self.parties) is not None

    def addressees(self, clause: Clause, reader: Reader, who: Sides) -> Sides:
        """Of an appeal: whoever is to do what is asked."""
        if who.recipients:
            return who
        inner = reader.inner(clause)
        asked = self.parties.resolve(inner.subjects) if inner else ()
        codes = {m.code for m in who.agents if m.code}
        return Sides(who.agents, tuple(m for m in asked if not (m.code and m.code in codes) and not any(m.start == a.start for a in who.agents)))

    def instrument_of(self, clause: Clause) -> Instrument | None:
        """The instrument among the clause's own words, else that on which it hangs ("an agreement signed here on Tuesday")."""
        start, end = own_extent(clause, self.parties)
        own = self.topics.at(start, end)
        if own is None and clause.governor is not None and clause.relation in {"acl", "acl:relcl"} and clause.head.lemma_.lower() in MAKING:
            return self.topics.covering(self.parties.offset(clause.governor))
        return own

    def codes(self, clause: Clause, reader: Reader, frame: Frame | None, illocution: Illocution, force: Force) -> Codes:
        """PLOVER and CAMEO of the claim, an operator's act changed by the act in its clause."""
        if frame is None or illocution == "performative" or (illocution == "commissive" and force.operator is not None):
            return Codes()
        if force.modality == "historical" or (illocution == "position" and frame.illocution != "position"):
            return Codes()
        if force.modality == "not done" or clause.negated:
            return Codes() if illocution in PROMISES else frame.negated or Codes()
        inner = reader.inner(clause)
        inner_frame = reader.frame(inner) if inner else None
        if inner is not None and inner_frame and frame.complement == "intent" and self.of_others(clause, inner):
            return self.lexicon.combine("request-appeal", inner_frame)  # "want the government to resign": asked, not intended
        if inner_frame and frame.complement != "none":
            return reader.composed(clause, frame)
        if frame.complement in LEANING and inner_frame is None:
            return Codes()  # "wants to go home", "decided on a colour": no act of the field
        if force.operator is not None and force.kind == illocution and illocution in {"intent", "condition"}:
            return self.lexicon.compose(force.operator, frame)  # "plans to visit": not a visit
        if illocution == "commissive" and frame.complement == "none":
            return self.lexicon.combine("future", frame.codes)
        return frame.codes

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
        frame_name = frame.id if frame else OPEN_FRAME
        start, end = own_extent(clause, self.parties)
        codes, borrowed = known if known is not None else self.codes(clause, reader, frame, illocution, force), False
        if frame is not None and not who.recipients and codes.plover and illocution not in PROMISES:
            borrowed, who = True, Sides(who.agents, self.nearest(clause, reader, frame, who))
        codes, trust = self.weighed(clause, self.relevant(clause, codes, illocution, modality, who), frame_name, said, who, borrowed, offset)
        negative = clause.negated or force.modality in {"not done", "negated"} or (frame is not None and frame.undone)
        named = None if bare_start(frame, clause, reader) else frame
        action, words = self.deed(clause, named, negative and illocution in PROMISES)
        quantity, parts = self.particulars.quantity(turned(clause, frame), self.parties)
        chain = self.speech.chain(offset)
        authors = self.topics.authors(offset) or (who.agents if illocution == "performative" else ())
        if in_text and authors:
            chain = (*chain[:1], *(Attribution(speaker=m, cue="text") for m in authors))
        instrument = self.instrument_of(clause)
        signed = frame is not None and frame.action == "sign" and any(o.lemma_.lower() in PAPERS for o in clause.objects)
        outcome = signed or (illocution in {"endorsement", "denial"} and takes_up(clause))
        if outcome and (instrument is None or clause.objects[0].pos_ == "PRON"):
            instrument = self.topics.current(self.parties.offset(clause.objects[0]))  # "rejected it as a deal": "it", not the deal
        if instrument is None and (illocution in PROMISES or in_text):
            instrument = self.topics.current(offset, who.agents)
        promised, voiced = illocution in PROMISES, illocution in VOICED or codes.plover in SPOKEN
        return Claim(
            claim_id=claim_id(self.document.doc_id, self.parties.offset(clause.objects[0]) if clause.alone else offset, illocution, frame_name),
            doc_id=self.document.doc_id, start=start, end=end, sentence_start=sentence[0], sentence_end=sentence[1],
            illocution=illocution, predicate=self.predicate(clause), action=action, frame=frame_name,
            agents=who.agents, recipients=who.recipients, object=words, quantity=quantity, parts=parts,
            happened=None if promised else Occurrence(self.particulars, self.parties, self.speech).when(clause, reader, sentence, voiced),
            published=self.document.published, place=self.particulars.place(clause, self.parties),
            deadline=self.particulars.deadline(clause, self.parties) if promised else NO_DEADLINE,
            condition=condition_words(clause, self.parties),
            polarity="negative" if negative else "positive", modality=modality, attribution=chain,
            plover=codes.plover, mode=codes.mode, context=frame.context if frame and codes.plover else (), cameo=codes.cameo,
            instrument=instrument, in_text=in_text, depth=depth_of(clause), clause=standing_of(clause), marker=self.marker(clause), confidence=trust,
        )  # fmt: skip

    def weighed(
        self, clause: Clause, codes: Codes, frame: str, said: tuple[Illocution, str, bool], who: Sides, borrowed: bool, offset: int
    ) -> tuple[Codes, float | None]:
        """The codes with how far they can be trusted; none where that is too little."""
        if codes.plover is None:
            return codes, None
        parties = self.parties
        setting = Setting(self.speech.quoted(offset), parties.spoken, parties.author is not None, len(parties.mentions), len(parties.text))
        found = traits(clause, frame, codes, said[0], said[1], (who.agents, who.recipients), borrowed and bool(who.recipients), depth_of(clause), setting)
        value = confidence(found)
        return (codes if trusted(value) else Codes()), value

    def predicate(self, clause: Clause) -> str:
        """The lemma that carries the clause; of verbs that the lemmatizer does not know, the lexicon's."""
        lemma = clause.head.lemma_.lower()
        return lemma if clause.noun else self.lexicon.verb_lemma(clause.head.lower_, lemma)

    def is_mere_thing(self, subject: Token) -> bool:
        """Whether a subject is neither a name nor an event of the lexicon ("the blast killed") nor a thing that acts for an owner."""
        lemma = subject.lemma_.lower()
        return subject.pos_ == "NOUN" and lemma not in self.lexicon.nouns and lemma not in word_roles("metonyms")

    def of_others(self, clause: Clause, inner: Clause) -> bool:
        """Whether what somebody wants is the deed of another."""
        own, theirs = self.parties.resolve(clause.subjects), self.parties.resolve(inner.subjects)
        return bool(own and theirs) and not {(m.code, m.start if m.code is None else 0) for m in own} & {
            (m.code, m.start if m.code is None else 0) for m in theirs
        }

    def relevant(self, clause: Clause, codes: Codes, illocution: Illocution, modality: str, who: Sides) -> Codes:
        """The codes, if the claim is an event of the field."""
        taken_as_known = clause.noun and modality == "presupposed" and codes.plover in LASTING
        if taken_as_known and len(who.agents) + len(who.recipients) < 2:
            return Codes()  # "our trade in goods", "our commitment": a state of things, not a deed
        subject = clause.subjects[0] if clause.subjects else None
        named = (subject is not None and subject.pos_ != "PRON" and bool(who.agents)) or (clause.passive and bool(who.recipients))
        doer = clause.subjects[0] if clause.subjects and not clause.noun else None
        if doer is not None and any(t.lemma_.lower() in table("party_nouns")["nature"] for t in phrase_tokens(doer)):
            return Codes()
        if subject is not None and not (who.agents or clause.passive or clause.noun) and self.is_mere_thing(subject):
            return Codes()  # "the earthquake killed"
        outlet = (self.document.outlet or "").casefold()
        return relevant(codes, illocution, who.agents, who.recipients, named, self.parties.spoken, outlet)

    def nearest(self, clause: Clause, reader: Reader, frame: Frame, who: Sides) -> tuple[Mention, ...]:
        """The other side where the frame's own places hold nobody: near the predicate, for an operator also near the act in its clause."""
        found = at_home(clause, frame, who.agents, self.parties) or nearest_parties(clause, frame, who.agents, self.parties)
        inner = reader.inner(clause) if not found else None
        inner_frame = reader.frame(inner) if inner is not None else None
        if inner is None or inner_frame is None:
            return found
        taken = {m.code for m in who.agents}
        if frame.plover == "ACCUSE":  # "condemned an attack on A": who attacked is accused, not A
            return tuple(m for m in sides(inner, inner_frame, self.parties).agents if m.code and m.code not in taken)
        told = tuple(m for m in sides(inner, inner_frame, self.parties).recipients if m.code not in taken)
        return told or nearest_parties(inner, inner_frame, who.agents, self.parties)

    def deed(self, clause: Clause, frame: Frame | None, refrain: bool) -> tuple[str, Span | None]:
        """The act's canonical name and the words of what it is done to; a duty not to act is "refrain" from the act's own words."""
        if refrain:
            tokens = [t for t in clause.head.subtree if self.parties.offset(t) >= self.parties.offset(clause.head)]
            return "refrain", words_of(tokens, self.parties)
        lemma = clause.head.lemma_.lower()
        action = frame.action if frame else f"{lemma} {particle_of(clause.head)}".strip()
        done_to = clause.share_of or turned(clause, frame).objects
        return action, object_words(replace(clause, objects=done_to), self.parties, frame is not None and frame.illocution == "appeal")

    def marker(self, clause: Clause) -> str | None:
        """A cue of exchange or order in the clause's sentence before or within its words."""
        sentence = clause.head.sent
        text = sentence.text.lower()
        return next((m for m in table("speech_acts")["exchange_markers"] if m in text), None)


def takes_up(clause: Clause) -> bool:
    """Whether what is welcomed or rejected is called by a word that can stand for an agreement spoken of before ("it", "the outcome")."""
    outcomes = table("speech_acts")["outcomes"]
    return any(o.lower_ in outcomes or o.lemma_ in outcomes for o in clause.objects)


def moves_itself(clause: Clause, frame: Frame | None) -> bool:
    """Whether the subject is what the act is done to: "its soldiers returned to barracks", "the money reached the fund"."""
    acts, lemma = table("speech_acts"), clause.head.lemma_.lower()
    common = bool(clause.subjects) and all(t.pos_ in {"NOUN", "NUM"} for t in clause.subjects)
    return common and not clause.passive and ((lemma in acts["moving"] and not clause.objects) or (lemma in acts["arriving"] and frame is None))


def turned(clause: Clause, frame: Frame | None) -> Clause:
    """The clause with its subject as object, where that is what the act is done to."""
    unowned = frame is not None and frame.source == "none" and not clause.passive and not clause.objects
    return replace(clause, objects=clause.subjects) if unowned or moves_itself(clause, frame) else clause


def bare_start(frame: Frame | None, clause: Clause, reader: Reader) -> bool:
    """ "Reopened the post": a verb of starting or ending without another deed that is started or ended."""
    return frame is not None and frame.complement in {"start", "completion"} and frame.plover is None and reader.inner(clause) is None


def particle_of(verb: Token) -> str:
    """ "over" of "handed over", "back" of "brought back"; "" where there is none."""
    return next((c.lower_ for c in verb.children if c.dep_ == "compound:prt" or (c.dep_ == "advmod" and c.lower_ in table("speech_acts")["homeward"])), "")


def speaks_for(speaker: Mention, agents: tuple[Mention, ...]) -> bool:
    """Whether a speaker can vouch for a promise of the agents: one of them, an organisation that stands between them, or a host who tells what
    several promised together."""
    codes = set((speaker.code or "").split("+"))
    debtors = {m.code for m in agents if m.code}
    return speaker.kind == "organisation" or bool(debtors & codes) or len(debtors) > 1


def claim_id(doc_id: str, offset: int, illocution: str, frame: str) -> str:
    """A stable id: the hash of where the predicate stands and how it was read."""
    return "c" + hashlib.sha256(f"{doc_id}\x1f{offset}\x1f{illocution}\x1f{frame}".encode()).hexdigest()[:15]
