"""What somebody holds, wants, plans or speaks of without being quoted: "criticised the raid for its timing", "vowed to rebuild", "is sure that".

Verbs and adjectives that say so, and what each takes for its content, stand in `attitudes.toml`. An attitude is its holder's as much as a
quotation is its speaker's, but no words of his are given: the coder reads no claim of his out of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from servanda.language.parsed import Doc, Span, Token
from servanda.language.speech.cues import inflected, table_rows
from servanda.language.speech.extent import DASHES, DAYS, FINITE, TRIMMED, opener
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase, passive, speaker_of, speaker_of_noun

NAME = "attitudes.toml"
SECTIONS = {"verbs": "VERB", "adjectives": "ADJ", "nouns": "NOUN"}
KEYS = {section: {"kind", "takes", "prepositions", "reach", "lemmas"} for section in SECTIONS}
KINDS = frozenset({
    "criticism", "praise", "support", "opposition", "feeling", "desire", "resolve", "request", "proposal", "topic", "knowledge", "perception", "seeming",
    "liking", "publication", "showing", "ground",
})  # fmt: skip
TAKES = frozenset({"object", "infinitive", "clause", "gerund", "as", "whole"})
PREPOSITIONS = frozenset({"about", "against", "at", "by", "for", "from", "in", "of", "on", "over", "to", "toward", "towards", "with"})
QUESTION_WORDS = frozenset({"what", "why", "how", "who", "when", "where", "which", "whether", "if"})
TOLD = frozenset({"main", "joined", "writer", "pointing", "noun"})
DESCRIBED = TOLD | {"participle", "relative"}
REACHES = {"told": TOLD, "described": DESCRIBED, "anywhere": DESCRIBED | {"infinitive", "other"}}
RELATIVES = frozenset({"who", "which", "that"})
WRITERS = frozenset({"i", "we", "you", "one"})
COMPLEMENTS = frozenset({"obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "acl", "nmod", "csubj", "acl:relcl"})
FOLLOWING = frozenset({"for", "as", "over", "of", "with", "on", "about", "to", "in", "against", "from", "that", "into", "than"})
DATED = frozenset({"on", "in", "for"})
ASIDE = frozenset({
    "who", "which", "whom", "whose", "where", "when", "while", "though", "although", "as", "after", "before", "even", "but", "despite", "because",
    "since", "a", "an", "if", "so", "he", "she", "they", "it",
})  # fmt: skip
GIVING = frozenset({
    "make", "have", "give", "take", "issue", "express", "voice", "offer", "raise", "pose", "deliver", "level", "draw", "release", "publish", "send", "share",
    "reiterate", "repeat", "renew", "hold", "put", "face", "launch", "announce", "unveil", "outline", "declare", "pledge", "show", "post", "write", "file",
})  # fmt: skip  # verbs whose subject holds what their noun tells ("voiced doubt about", "has a plan to")
MEANT = frozenset({"will", "would", "'ll", "’ll"})  # modals under which somebody still wants or backs what is told
TIMES = frozenset({"week", "month", "year", "day", "night", "morning", "afternoon", "evening"})
BELIEVING = frozenset({"convince", "persuade"})  # passives of which the subject holds what the clause tells
LATER = frozenset({"after", "when", "while", "because", "as"})
NOBODY = frozenset({"i", "we", "you", "one", "it", "there", "this", "that", "who", "which"})  # the writer, the reader, things, those only described
EMBEDDED = frozenset({"acl:relcl", "acl", "ccomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Attitude:
    """One row of the table, for one word: the class of the attitude and what its content may be."""

    kind: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    settings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attitudes:
    """The words of attitudes by part of speech. `keys` are their first words, with which a paragraph is searched."""

    words: dict[str, dict[str, tuple[Attitude, ...]]]
    forms: dict[str, str] = field(init=False, repr=False, compare=False)
    keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first = {word.split()[0] for words in self.words.values() for word in words}
        object.__setattr__(self, "forms", inflected(word.split()[0] for word in self.words["VERB"]))
        object.__setattr__(self, "keys", frozenset(first | set(self.forms)))

    def places(self, doc: Doc) -> list[int]:
        """The tokens that may tell an attitude by their lemma or form."""
        return [i for i, token in enumerate(doc) if token.lower_ in self.keys or token.lemma_ in self.keys]

    def lemma(self, token: Token) -> str:
        """The token's lemma; of the table's verbs by their forms, since taggers' lemmas of rare verbs err ("mocked": "mocke")."""
        return self.forms.get(token.lower_, token.lemma_.lower()) if token.pos_ == "VERB" else token.lemma_.lower()

    def of(self, token: Token) -> tuple[Attitude, ...]:
        """The rows of a token's lemma, with its particle where it has one; () where it tells no attitude."""
        lemma = self.lemma(token)
        particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), None)
        return self.words[token.pos_].get(f"{lemma} {particle}" if particle else lemma, ())


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens [first, last) of what the attitude is about; `whole` where it is the clause itself ("he is expected to resign")."""

    first: int
    last: int
    whole: bool = False


@cache
def load_attitudes() -> Attitudes:
    """The shipped table. Raises TableError where it holds an unknown key or value."""
    return parse_attitudes(files("servanda.language.speech").joinpath(NAME).read_text("utf-8"), NAME)


def parse_attitudes(text: str, name: str) -> Attitudes:
    """Attitudes from TOML text; `name` is the file named in errors. Raises TableError with file and line."""
    found: dict[str, defaultdict[str, list[Attitude]]] = {pos: defaultdict(list) for pos in SECTIONS.values()}
    for section, row in table_rows(text, name, KEYS, {"kind": KINDS, "takes": TAKES, "prepositions": PREPOSITIONS, "reach": frozenset(REACHES)}):
        attitude = Attitude(row["kind"], frozenset(row["takes"]), frozenset(row["prepositions"]), REACHES[row["reach"]])
        for lemma in row["lemmas"]:
            found[SECTIONS[section]][lemma].append(attitude)
    return Attitudes({pos: {lemma: tuple(rows) for lemma, rows in words.items()} for pos, words in found.items()})


def find_attitudes(doc: Doc, attitudes: Attitudes, quoted: Collection[int], reports: list[Report]) -> list[Report]:
    """The attitudes of one paragraph outside quotation marks (`quoted` are the tokens inside), outside what the `reports` hold, and outside what
    an attitude before them is about ("wants to discuss the dam" tells one)."""
    found: list[Report] = []
    used = {r.cue_token.i for r in reports if r.cue_token is not None and r.cue_token.doc is doc}
    for i in attitudes.places(doc):
        token = doc[i]
        denied = token.pos_ == "NOUN" and any(c.lower_ == "no" for c in token.children)  # "takes no position on"
        if denied or token.pos_ not in attitudes.words or i in used or i in quoted or any(r.start <= token.idx < r.end for r in reports):
            continue
        rows = tuple(row for row in attitudes.of(token) if row.kind != "ground" or token.head.i not in used)  # "..., he said, citing a spokesman": his source
        setting = _setting(token) if rows else None
        content = next((told for row in rows if setting in row.settings and (told := _content(token, row)) is not None), None)
        if content is None:
            continue
        holder = _holder(token, content)
        if holder is None and token.pos_ == "NOUN":
            continue
        start, end = doc[content.first].idx, doc[content.last - 1].idx + len(doc[content.last - 1])
        if not any(a.start <= token.idx < a.end for a in found):
            found.append(Report(start, end, holder, attitudes.lemma(token), token, direct=False, attitude=True))
    return found


def _setting(token: Token) -> str:
    """In what sort of clause the word stands (`REACHES`): what it tells there differs in how often somebody's attitude is meant."""
    if token.pos_ == "NOUN":
        return "noun"
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    auxiliaries = [c.tag_ for c in token.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if any(c.tag_ == "MD" and c.lower_ not in MEANT for c in token.children):
        return "possible"
    if not (token.tag_ in FINITE or any(tag in FINITE for tag in auxiliaries)):
        return "participle" if token.tag_ == "VBG" and token.dep_ != "amod" else "infinitive" if token.tag_ == "VB" else "other"
    if token.dep_ in EMBEDDED:
        return "relative" if token.dep_.startswith("acl") else "embedded"
    if not subjects:
        return "joined"
    return "writer" if any(s.lower_ in WRITERS for s in subjects) else "pointing" if any(s.lower_ in NOBODY for s in subjects) else "main"


def _content(head: Token, row: Attitude) -> Content | None:
    """What a row's word takes here, None where it takes nothing of the sort."""
    right = [c for c in head.children if c.i > head.i and c.dep_ in COMPLEMENTS]
    subject = next((c for c in head.children if c.dep_ in SUBJECTS and c.i < head.i), None)
    if "whole" in row.takes:
        return _whole(head, subject, right)
    if "as" in row.takes and not any(opener(c) == "as" for c in (*right, *(g for c in right for g in c.children if g.i > c.i))):
        return None
    for n, child in enumerate(right):
        first = _first(child, row, right[:n])
        if first is None:
            continue
        last = _last(head.doc, child, right[n + 1 :])
        believed = head.lemma_ in BELIEVING and _clause(child)
        if head.pos_ == "VERB" and not believed and passive(head) and subject is not None and (_infinitive(child) or opener(child) not in row.prepositions):
            return _trimmed(head.doc, subject.left_edge.i, last, whole=True)
        return _trimmed(head.doc, first, last)
    if head.pos_ == "VERB" and row.takes & {"object", "as"} and passive(head) and subject is not None:
        agent = _agent(head) is not None
        return _trimmed(head.doc, subject.left_edge.i, subject.right_edge.i + 1 if agent else _cut(head.doc, head.i, head.right_edge.i + 1), whole=not agent)
    return None


def _whole(head: Token, subject: Token | None, right: list[Token]) -> Content | None:
    """ "The talks seem to falter": the clause itself, with its subject, where something is said of that."""
    told = next((c for c in right if c.dep_ in ("xcomp", "ccomp", "advcl") or (c.dep_ == "obl" and opener(c) == "like")), None)  # not "appeared on the stage"
    if subject is None or told is None or subject.lower_ in RELATIVES:
        return None
    if subject.lower_ == "it" and told.dep_ == "ccomp":
        return _trimmed(head.doc, told.left_edge.i, told.right_edge.i + 1, whole=True)
    return _trimmed(head.doc, subject.left_edge.i, _cut(head.doc, told.left_edge.i, _last(head.doc, told, right[right.index(told) + 1 :])), whole=True)


def _first(child: Token, row: Attitude, before: list[Token]) -> int | None:
    """Where the content begins if a complement is one that the row takes: at an object before an infinitive, behind a preposition."""
    preposition = opener(child)
    if "infinitive" in row.takes and _infinitive(child):
        return next((c.left_edge.i for c in before if c.dep_ in ("obj", "iobj", "obl")), child.left_edge.i)
    if "clause" in row.takes and _clause(child):
        return child.left_edge.i
    if row.takes & {"object", "as"} and child.dep_ == "obj" and not preposition:
        return child.left_edge.i
    if "gerund" in row.takes and child.tag_ == "VBG" and child.dep_ in ("xcomp", "ccomp", "obj"):
        return child.left_edge.i
    if preposition in row.prepositions and child.dep_ in ("obl", "nmod", "advcl", "acl") and child.ent_type_ != "DATE":
        return next(c.i for c in child.children if c.lower_ == preposition) + 1
    return None


def _last(doc: Doc, child: Token, rest: list[Token]) -> int:
    """Where the content ends: behind the last complement that follows without a pause, before what is only added."""
    last = child.right_edge.i + 1
    for other in rest:
        loose = other.dep_ in ("obl", "advcl") and (opener(other) not in FOLLOWING or (opener(other) in DATED and other.ent_type_ == "DATE"))
        if loose and _time_between(other, rest):
            continue  # "accused the navy last week of ..."
        if loose or doc[other.left_edge.i - 1].text in TRIMMED:
            break
        last = max(last, other.right_edge.i + 1)
    return _cut(doc, child.left_edge.i, last)


def _time_between(phrase: Token, rest: list[Token]) -> bool:
    """Whether a phrase only tells when, between a word's object and what else it takes."""
    when = phrase.lower_ in DAYS or phrase.lower_ in TIMES
    behind = next((c for c in rest if c.i > phrase.i), None)
    return when and opener(phrase) in ("", "on") and behind is not None and opener(behind) in ("of", "for", "over", "with", "as")


def _cut(doc: Doc, first: int, last: int) -> int:
    """The token before which an aside begins (", who ...", "- a ...", "after ..."); `last` where none does."""
    for i in range(first + 1, last - 1):
        token, following = doc[i], doc[i + 1]
        if token.text in (";", ":") or (token.lower_ in LATER and token.pos_ == "SCONJ" and any(c.dep_ in SUBJECTS for c in token.head.children)):
            return i
        if (token.text == "," or token.text in DASHES) and (following.lower_ in ASIDE or following.tag_ in FINITE or following.tag_ in ("VBG", "VBN")):
            return i
    return last


def _trimmed(doc: Doc, first: int, last: int, whole: bool = False) -> Content | None:
    while first < last and (doc[first].text in TRIMMED or doc[first].is_space):
        first += 1
    while last > first and (doc[last - 1].text in TRIMMED or doc[last - 1].is_space):
        last -= 1
    return Content(first, last, whole) if last > first else None


def _infinitive(token: Token) -> bool:
    opened = any(c.lower_ == "to" and c.i < token.i and c.dep_ in ("mark", "aux") for c in token.children)
    return opened and token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "csubj")


def _clause(token: Token) -> bool:
    """ "that ...", "whether ...", "how ...", or a bare clause with its subject."""
    if token.dep_ not in ("ccomp", "acl", "advcl", "acl:relcl", "xcomp"):
        return False
    opened = any(c.i < token.i and ((c.dep_ == "mark" and c.lower_ == "that") or c.lower_ in QUESTION_WORDS) for c in token.children)
    return opened or (token.dep_ == "ccomp" and any(c.dep_ in SUBJECTS for c in token.children))


def _agent(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "obl:agent"), None)


def _holder(token: Token, content: Content) -> Span | None:
    """Whose attitude it is; None where nobody is named."""
    if token.pos_ == "NOUN":
        given = token.dep_ == "obj" and token.head.lemma_.lower() in GIVING
        inside = range(content.first, content.last)
        return speaker_of_noun(token, inside) if given or token.dep_ not in ("obj", "obl") or _owned(token, inside) else None
    agent = _agent(token)
    if content.whole or agent is not None:
        return noun_phrase(agent, first=token.i + 1) if agent is not None else None
    if token.lemma_ in BELIEVING and passive(token):
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        return noun_phrase(subject, last=token.i) if subject is not None else None
    return speaker_of(token, (token.sent.start, token.sent.end), frozenset(range(content.first, content.last)))


def _owned(noun: Token, inside: range) -> bool:
    """ "the mayor's plan", "a call by the mayor", unlike the plan in "opposed the plan"."""
    return any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and c.i not in inside and opener(c) in ("by", "from", "of")) for c in noun.children)
