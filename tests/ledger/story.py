"""A small builder of documents and claims, so that the ledger can be tested without reading a text."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from servanda.ledger import derive
from servanda.records import Attribution, Claim, Commitment, Deadline, Decision, Document, Instrument, LedgerTables, Mention, Quantity, Span, Time

KINDS = {"OTS": "organisation", "UN": "organisation", "EU": "organisation", "OSCE": "organisation", "ICRC": "organisation", "FARC": "armed group"}


def day(text: str) -> Time:
    """A day that the words name."""
    return Time(first=text, last=text, precision="day")


class Story:
    """Documents whose text grows by one sentence a claim."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.claims: list[Claim] = []

    def document(self, doc_id: str, published: str, outlet: str = "Lantern Wire", filler: str = "", **more: Any) -> None:
        """Opens a document; `more` are further fields of it, as `status`."""
        self.documents[doc_id] = Document(doc_id=doc_id, text="", outlet=outlet, published=published, **more)
        self.texts[doc_id] = filler

    def mention(self, who: str, start: int) -> Mention:
        """`CODE`, `CODE/organ`, or words in lower case that no table knows."""
        code, _, organ = who.partition("/")
        if not code.isupper():
            return Mention(start=start, end=start + len(who), text=who)
        kind: Any = KINDS.get(code, "state")
        return Mention(start=start, end=start + len(code), text=code, code=code, name=code, kind=kind, organ=organ or None)

    def say(
        self, doc_id: str, words: str, illocution: str, action: str, agents: str = "", recipients: str = "", *, object: str = "", number: float | None = None,
        unit: str = "person", instrument: str = "", parties: str = "", dated: str = "", happened: str = "", speaker: str = "", condition: str = "",
        deadline: Deadline | None = None, **more: Any,
    ) -> Claim:  # fmt: skip
        """Adds a sentence and the claim it makes. `agents`, `recipients`, `parties` are codes parted by blanks or words parted by `;`."""
        start = len(self.texts[doc_id]) + 1
        self.texts[doc_id] += " " + words + "."
        end = start + len(words)

        def span(text: str) -> Span:
            at = words.find(text)
            assert at >= 0, f"{text!r} is not in {words!r}"
            return Span(start=start + at, end=start + at + len(text), text=text)

        def mentions(text: str) -> tuple[Mention, ...]:
            parts = text.split(";") if ";" in text or not text.split(" ")[0].split("/")[0].isupper() else text.split()
            return tuple(self.mention(part.strip().replace("_", " "), start) for part in parts if part.strip())

        named = None
        if instrument:
            at = span(instrument)
            head = " ".join(w for w in instrument.split() if w.lower() not in ("the", "a", "an", "this", "their", "december"))
            named = Instrument(
                start=at.start, end=at.end, text=instrument, head=head, definite=not instrument.lower().startswith(("a ", "an ")),
                parties=mentions(parties) if parties else (), date=day(dated) if dated else None,
            )  # fmt: skip
        outlet = Attribution(outlet=self.documents[doc_id].outlet)
        chain = (outlet, Attribution(speaker=self.mention(speaker, start), cue="said")) if speaker else (outlet,)
        kind: Any = illocution
        claim = Claim(
            claim_id=f"{doc_id}:{start}:{len(self.claims)}", doc_id=doc_id, start=start, end=end, sentence_start=start, sentence_end=end + 1, illocution=kind,
            predicate=more.pop("predicate", action), action=action, frame=f"test.{action.replace(' ', '-')}", agents=mentions(agents) if agents else (),
            recipients=mentions(recipients) if recipients else (), object=span(object) if object else None,
            quantity=Quantity(value=number, unit=unit, text=str(int(number))) if number is not None else None, happened=day(happened) if happened else None,
            instrument=named, attribution=chain, condition=span(condition) if condition else None, deadline=deadline or Deadline(),
            published=self.documents[doc_id].published, **more,
        )  # fmt: skip
        self.claims.append(claim)
        return claim

    def paragraph(self, doc_id: str) -> None:
        """Begins a new paragraph."""
        self.texts[doc_id] += "\n\n"

    def printed(self) -> list[Document]:
        """The documents with their texts."""
        return [replace(document, text=self.texts[document.doc_id]) for document in self.documents.values()]

    def ledger(self, as_of: str | None = None, known_by: str | None = None, decisions: tuple[Decision, ...] = ()) -> LedgerTables:
        """The ledger of the story."""
        return derive(self.printed(), self.claims, decisions, as_of=as_of, known_by=known_by)


def a_day() -> Story:
    """A document of a day."""
    s = Story()
    s.document("t1", "2030-01-10")
    return s


def told(story: Story) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and sides of all events."""
    return [(e.plover, e.source, e.target) for e in story.ledger().events]


def framed(story: Story, frame: str) -> None:
    """Gives the last claim the row that made it."""
    story.claims[-1] = replace(story.claims[-1], frame=frame)


JOINT = {"object": "joint statement", "instrument": "joint statement"}


def exchange_story() -> Story:
    """Two states promise each other prisoners and support; one outlet reports the release too early; both sides tell of it later."""
    s = Story()
    s.document("d1", "2031-03-03", "Harbour Press")
    s.say("d1", "Norland and Sudria put out a joint statement on Sunday", "act", "issue", "NOR SWE", **JOINT, happened="2031-03-02", plover="AGREE")
    s.say("d1", "Under it Norland is to hand over 12 captured sailors", "commissive", "hand over", "NOR", object="12 captured sailors", number=12)
    s.say("d1", "Sudria, in its turn, is to let 3 fishermen go", "commissive", "release", "SWE", object="3 fishermen", number=3, marker="in its turn")
    s.say("d1", "Sudria also undertook to drop its bid for the games", "commissive", "drop", "SWE", object="its bid for the games")
    s.say("d1", "and to back the Norlandic bid", "commissive", "support", "SWE", object="the Norlandic bid")
    s.say("d1", "The body welcomed the joint statement", "endorsement", "welcome", "OTS/Secretary_General", **JOINT, plover="SUPPORT")
    s.document("d2", "2031-03-04", "Island Courier")
    s.say(
        "d2", "The joint statement of Norland and Sudria of 2 March reads", "act", "issue", instrument="joint statement",
        parties="NOR/Chancellery SWE/Royal_Office", dated="2031-03-02", plover="AGREE",
    )  # fmt: skip
    s.say("d2", "Norland sets free 12 sailors", "performative", "release", "NOR", object="12 sailors", number=12, in_text=True)
    words = "In its turn Sudria sets free 3 fishermen"
    s.say("d2", words, "performative", "release", "SWE", object="3 fishermen", number=3, in_text=True, marker="in its turn")
    s.say("d2", "Sudria supports the bid of Norland for the games", "performative", "support", "SWE", object="the bid of Norland for the games", in_text=True)
    s.say("d2", "by withdrawing its own candidacy", "performative", "withdraw", "SWE", object="its own candidacy", in_text=True)
    s.say("d2", "They hope that others will support the bid", "appeal", "hope", "NOR SWE", "others;", object="support the bid", in_text=True, plover="REQUEST")
    s.document("d3", "2031-03-04", "Early Bird")
    s.say("d3", "Norland freed 12 sailors", "act", "release", "NOR", "SWE", object="12 sailors", number=12, happened="2031-03-04", plover="RETREAT")
    s.document("d4", "2031-03-07", "Harbour Press")
    s.say("d4", "The sailors named in the joint statement remain in custody", "act", "hold", object="The sailors", instrument="joint statement")
    s.document("d5", "2031-03-09", "Norland Gazette")
    release = {"happened": "2031-03-09", "plover": "RETREAT"}
    s.say("d5", "Norland released 12 sailors today", "act", "release", "NOR", "SWE", object="12 sailors", number=12, speaker="NOR", **release)
    s.say("d5", "Sudria released 3 fishermen", "act", "release", "SWE", "NOR", object="3 fishermen", number=3, speaker="NOR", **release)
    s.document("d6", "2031-03-10", "Harbour Press")
    s.say("d6", "Sudria received 12 sailors on Sunday", "act", "receive", "SWE", "NOR", object="12 sailors", number=12, speaker="ICRC", **release)
    return s


def treaty_story(signed: str = "2030-01-10") -> Story:
    """A document that reports the signing of a treaty; clauses are for the test to add to "t1"."""
    s = Story()
    s.document("t1", signed)
    s.say("t1", "Norland and Sudria signed a treaty", "act", "sign", "NOR SWE", object="treaty", instrument="treaty", happened=signed, plover="SUPPORT")
    return s


def promised(words: str, action: str, thing: str, **more: Any) -> Story:
    """A treaty under which Norland owes one thing; what became of it is for the test to add to "t2", a month later."""
    s = treaty_story()
    s.say("t1", f"Norland will {words}", "commissive", action, "NOR", object=thing, **more)
    s.document("t2", "2030-02-10")
    return s


def owing_sailors() -> Story:
    """Norland owes the freedom of 60 sailors."""
    return promised("free 60 sailors", "release", "60 sailors", number=60)


def row_of(story: Story) -> Commitment:
    """The one duty of a story."""
    (row,) = story.ledger().commitments
    return row


def prisoners_story() -> Story:
    """A treaty under which Norland owes twelve sailors, and an open document "t2" of a month later for the test to fill."""
    s = treaty_story()
    s.say("t1", "Norland will free 12 sailors", "commissive", "release", "NOR", object="12 sailors", number=12)
    s.document("t2", "2030-02-10")
    return s
