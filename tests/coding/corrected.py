"""Sentences with parses corrected by hand (`parses/*.txt`), so that coding is tested without a trained pipeline."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parsed import doc_from_rows

from servanda.actors import Gazetteer
from servanda.coding.arguments import Particulars
from servanda.coding.clauses import Clause, nominal_clause, verbal_clause
from servanda.coding.document import Knowledge, code_reading
from servanda.coding.force import Force, force_of
from servanda.coding.frames import load_lexicon
from servanda.coding.naming import published_day
from servanda.coding.parties import Parties
from servanda.coding.sentence import Reader, find_predicates, read_sentence
from servanda.coding.speech import Speech
from servanda.coding.topics import Topics, find_topics
from servanda.language.parsed import Doc, Token, plain
from servanda.language.quotations import find_quotations
from servanda.language.reading import Paragraph, Reading
from servanda.records import Claim, Coded, Document, Mention

PARSES = Path(__file__).with_name("parses")


@cache
def _rows() -> dict[str, str]:
    """Each sentence's rows, by its text."""
    blocks = [block for path in sorted(PARSES.glob("*.txt")) for block in path.read_text("utf-8").split("\n\n")]
    return {doc_from_rows(block).text: block for block in blocks}


def parse(sentence: str) -> Doc:
    """The corrected parse of a sentence; raises KeyError where there is none."""
    return plain(doc_from_rows(_rows()[sentence]))


@cache
def knowledge() -> Knowledge:
    """The shipped gazetteer and lexicon, without the network: these tests are about rules."""
    return Knowledge(Gazetteer.load(), load_lexicon(), ask=None)


def reading(*sentences: str, published: str | None = "2023-12-08", outlet: str | None = None, title: str | None = None) -> Reading:
    """A document of one paragraph a sentence."""
    text = "\n\n".join(sentences)
    starts = [len("\n\n".join(sentences[:n])) + (2 if n else 0) for n in range(len(sentences))]
    document = Document(doc_id="d", text=text, published=published, outlet=outlet, title=title)
    return Reading(document, tuple(Paragraph(start, parse(sentence)) for start, sentence in zip(starts, sentences, strict=True)))


def word(doc: Doc, text: str) -> Token:
    """The only token of this form."""
    (found,) = (token for token in doc if token.text == text)
    return found


def clause(sentence: str, head: str) -> Clause:
    """The clause that a verb, or a noun, heads."""
    token = word(parse(sentence), head)
    return nominal_clause(token) if token.pos_ == "NOUN" else verbal_clause(token)


def reader_of(sentence: str) -> tuple[Doc, Reader]:
    """The sentence's clauses with their frames."""
    read = reading(sentence)
    doc, lexicon = read.paragraphs[0].doc, knowledge().lexicon
    return doc, read_sentence(next(iter(doc.sents)), find_predicates(doc, lexicon), lexicon, Parties(read, knowledge().gazetteer).covering)


def force(sentence: str, head: str) -> Force:
    """What the clause does."""
    doc, reader = reader_of(sentence)
    return force_of(reader.clauses[word(doc, head).i], reader)


def coded(*sentences: str, **metadata: str | None) -> Coded:
    """What the sentences say, read as one document."""
    return code_reading(reading(*sentences, **metadata), knowledge())


def claim(*sentences: str, action: str, **metadata: str | None) -> Claim:
    """The only claim of this action."""
    found = [c for c in coded(*sentences, **metadata).claims if c.action == action]
    assert len(found) == 1, [(c.action, c.frame) for c in coded(*sentences, **metadata).claims]
    return found[0]


def actions(*sentences: str, **metadata: str | None) -> list[tuple[str, str]]:
    """Illocution and action of every claim."""
    return [(c.illocution, c.action) for c in coded(*sentences, **metadata).claims]


def topics_of(*sentences: str, **metadata: str | None) -> Topics:
    """The agreements that the sentences speak of."""
    read = reading(*sentences, **metadata)
    parties = Parties(read, knowledge().gazetteer)
    times = Particulars.of(read, published_day(read.document.published)).times
    return find_topics(read, knowledge().lexicon, parties, times, Speech(read, parties, find_quotations(read)).utterances)


def codes(mentions: tuple[Mention, ...]) -> list[str | None]:
    """The parties' codes."""
    return [m.code for m in mentions]


def texts(tokens: list[Token]) -> list[str]:
    """The tokens' words."""
    return [t.text for t in tokens]


def first_event(sentence: str) -> Claim:
    """The first claim of the sentence that has a PLOVER type."""
    return next(c for c in coded(sentence).claims if c.plover)


def event_types(sentence: str) -> list[str]:
    """The PLOVER types of the sentence."""
    return [c.plover for c in coded(sentence).claims if c.plover]
