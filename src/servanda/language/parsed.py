"""A parse as plain Python objects: what the rules of language and coding read.

spaCy makes an object anew and looks a string up each time a token is asked for a neighbour or a label, and the rules ask some ten thousand
times a document. `plain` takes the columns of a spaCy `Doc` once; its documents, spans and tokens answer to spaCy's names with spaCy's
meanings (https://spacy.io/api/token), so far as the rules need them. Only `Lemmas` changes one, before anybody reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import overload

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct, is_quote
from spacy.strings import StringStore
from spacy.tokens import Doc as Parse

COLUMNS: list[int | str] = ["ORTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD", "SENT_START"]
ENTITY_MARKS = ("", "I", "O", "B")  # by spaCy's numbers
SHARES = {"all", "most", "some", "many", "half", "both", "none", "each"}
EXPLETIVES = {"it", "this", "that"}  # "it is right to ask"
WITH_INFINITIVE = (  # how verbs begin that take one, in all their forms, since lemmas are not known yet
    "agree", "began", "begin", "begun", "choos", "chose", "commit", "continu", "decid", "declin", "fail", "intend", "offer", "plan", "pledg", "prepar",
    "promis", "refus", "resolv", "seek", "sought", "start", "swear", "swor", "threaten", "undert", "volunteer", "vow",
)  # fmt: skip
TELLING = ("inform", "tell", "told", "assur", "notif", "remind", "warn")  # how verbs begin that take "that" behind the one told
FAR = 30  # tokens within which an argument of a verb is looked for
MOST_REMEMBERED = 100_000  # strings kept; then the memory starts anew
_known: dict[int, str] = {}  # strings by their hash, which is the same in every vocabulary


class Token:
    """One token. `head` of a root is the root itself; `children` are in text order; edges are those of the subtree."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "left_edge", "lemma_", "lower_", "pos_", "right_edge", "sent", "tag_",
        "text", "whitespace_",
    )  # fmt: skip

    head: Token
    left_edge: Token
    right_edge: Token
    children: tuple[Token, ...]
    sent: Span

    def __init__(self, doc: Doc, i: int, idx: int, text: str, space: int, lemma: str, pos: str, tag: str, dep: str, entity: str, mark: int) -> None:
        self.doc, self.i, self.idx, self.text, self.lower_ = doc, i, idx, text, text.lower()
        self.whitespace_ = " " if space else ""
        self.lemma_, self.pos_, self.tag_, self.dep_ = lemma, pos, tag, dep
        self.ent_type_, self.ent_iob_ = entity, ENTITY_MARKS[mark]

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The token with the space behind it."""
        return self.text + self.whitespace_

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> list[Token]:
        """It and all that depends on it, each token between what depends on it on either side: text order, but where branches cross."""
        found: list[Token] = []
        waiting = [(self, not self.children)]
        while waiting:
            token, open_ = waiting.pop()
            if open_:
                found.append(token)
                continue
            branches = [(child, not child.children) for child in reversed(token.children)]
            behind = sum(child.i > token.i for child in token.children)
            waiting += [*branches[:behind], (token, True), *branches[behind:]]
        return found

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places on. Raises IndexError outside the paragraph."""
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc.tokens[self.i + distance]

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether it is all punctuation."""
        return is_punct(self.text)

    @property
    def is_bare(self) -> bool:
        """Whether it is a mark or white space on which nothing depends."""
        return not self.children and (self.is_space or self.is_punct)

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return is_quote(self.text)

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_title(self) -> bool:
        """Whether it has a first capital and small letters."""
        return self.text.istitle()

    @property
    def like_num(self) -> bool:
        """Whether it looks like a number, in digits or in words."""
        return bool(like_num(self.text))  # type: ignore[no-untyped-call]


class Span:
    """The tokens [start, end) of a paragraph; `label_` is that of a name."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end), self.label_)
        index = at + (self.start if at >= 0 else self.end)
        if not self.start <= index < self.end:
            raise IndexError(at)
        return self.doc.tokens[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.doc, self.start, self.end, self.label_) == (other.doc, other.start, other.end, other.label_)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Where it begins in the paragraph."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the paragraph."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several; a mark or white space only where there is nothing else."""
        outside = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        roots = (token for token in outside if token.head is token)
        return next(roots, None) or min(outside, key=lambda token: len(self.doc) if token.is_bare else sum(1 for _ in token.ancestors))


class Doc:
    """A parsed paragraph. `phrases` remembers the noun phrases that were asked for, by the position of their heads."""

    __slots__ = ("ents", "phrases", "sents", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sents: list[Span] = []
        self.ents: list[Span] = []
        self.phrases: dict[int, list[Token]] = {}

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that the characters [start, end) touch (spaCy's mode "expand"); None where these reach outside the paragraph."""
        if not 0 <= start < len(self.text) or not 0 < end <= len(self.text):
            return None
        first, last = (bisect_right(self.tokens, at, key=lambda token: token.idx) - 1 for at in (start, end - 1))
        return Span(self, first + (start == self.tokens[first].idx + len(self.tokens[first])), last + 1)


def plain(parse: Parse) -> Doc:
    """The parse of a paragraph in plain objects."""
    doc = Doc(parse.text)
    orths, spaces, *labels, marks, distances, starts = parse.to_array(COLUMNS).T.tolist()
    texts = strings(orths, parse.vocab.strings)
    *offsets, _ = accumulate((len(text) + space for text, space in zip(texts, spaces, strict=True)), initial=0)
    columns = (strings(column, parse.vocab.strings) for column in labels)
    tokens = doc.tokens = [Token(doc, i, *row) for i, row in enumerate(zip(offsets, texts, spaces, *columns, marks, strict=True))]
    hang(tokens, mended(tokens, [i + (distance if distance < 2**63 else distance - 2**64) for i, distance in enumerate(distances)]))
    limits = [0, *(i for i, start in enumerate(starts) if start == 1 and i), len(tokens)] if tokens else []
    doc.sents = [Span(doc, start, end) for start, end in pairwise(limits)]
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
    doc.ents = [Span(doc, name.start, name.end, name.label_) for name in parse.ents]
    return doc


def strings(ids: list[int], store: StringStore) -> list[str]:
    """The strings of a column of hashes."""
    if len(_known) > MOST_REMEMBERED:
        _known.clear()
    for key in ids:
        if key not in _known:
            _known[key] = store[key]
    return [_known[key] for key in ids]


def mended(tokens: list[Token], heads: list[int]) -> list[int]:
    """Heads and labels with what the words around them rule out set right: parsers hang a verb's infinitive on a noun that stands between ("undertook in an
    annex to send"), take a clause behind a verb for its subject ("gave its word not to send"), a clause that says what a noun means for a relative
    one ("an undertaking that the sum be paid"), and a verb that may be a noun for one ("undertakes to license")."""
    for token in tokens:
        head = tokens[heads[token.i]]
        if token.dep_ == "csubj" and token.i > head.i:
            if any(t.dep_ == "nsubj" and heads[t.i] == head.i and t.lower_ not in EXPLETIVES for t in tokens[max(0, head.i - FAR) : head.i]):
                token.dep_ = "xcomp" if token.tag_ == "VB" else "ccomp"
        elif token.dep_ == "acl:relcl":
            opened = next((t for t in tokens[head.i + 1 : token.i] if t.lower_ == "that" and heads[t.i] == token.i), None)
            token.dep_ = "acl" if opened is not None and opened.dep_ == "mark" else token.dep_
            verb = tokens[heads[head.i]]
            if opened is not None and verb.i < head.i and verb.lower_.startswith(TELLING) and has_subject(tokens, heads, token, opened):
                heads[token.i], token.dep_, opened.dep_ = verb.i, "ccomp", "mark"
        elif token.tag_ == "CD" and is_tens_of(tokens, heads, token):
            token.dep_, heads[token.i], heads[token.i + 1] = "compound", token.i + 2, token.i + 2
        elif token.dep_ == "compound" and (number := number_given_each(tokens, heads, token)) is not None:
            token.dep_, heads[token.i] = "iobj", heads[head.i]
            number.dep_, heads[number.i] = "nummod", head.i
        elif token.dep_ == "iobj" and token.pos_ == "NOUN" and is_sole_object(tokens, heads, token):
            token.dep_ = "obj"
        elif token.lower_ in SHARES and token.dep_.startswith("nsubj") and (whole := counted_before(tokens, heads, token)) is not None:
            whole.dep_, token.dep_, heads[token.i] = token.dep_, "appos", whole.i
        elif token.dep_ in {"xcomp", "acl"} and token.i and tokens[token.i - 1].tag_ == "TO" and heads[token.i - 1] == token.i:
            if token.tag_ == "NN":
                token.tag_, token.pos_, tokens[token.i - 1].dep_ = "VB", "VERB", "mark"
            verb = tokens[heads[head.i]]
            between = token.dep_ == "acl" and head.dep_ == "obl" and verb.i < head.i and verb.lower_.startswith(WITH_INFINITIVE)
            if between and not any(heads[t.i] == verb.i and t.dep_ in {"xcomp", "ccomp", "obj"} for t in tokens[verb.i + 1 : verb.i + FAR]):
                heads[token.i], token.dep_ = verb.i, "xcomp"
    return heads


def has_subject(tokens: list[Token], heads: list[int], verb: Token, opened: Token) -> bool:
    """ "Informed the meeting that it would pay in two million": whether a clause has a subject of its own beside the word that opens it."""
    return any(heads[t.i] == verb.i and t.dep_ in {"nsubj", "nsubj:pass"} for t in tokens[opened.i + 1 : verb.i])


def is_tens_of(tokens: list[Token], heads: list[int], token: Token) -> bool:
    """ "Thirty" of "thirty-one", where the parser hung both on one word."""
    behind = tokens[token.i + 1 : token.i + 3]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].tag_ == "CD" and heads[token.i] == heads[behind[1].i] and not token.whitespace_


def number_given_each(tokens: list[Token], heads: list[int], token: Token) -> Token | None:
    """ "Pay each fighter 4,000 birr": the number behind him to whom it is given, where he was taken for a word of the thing; None where he was not."""
    thing = tokens[heads[token.i]]
    each = token.i > 0 and tokens[token.i - 1].lower_ in {"each", "every"} and heads[token.i - 1] == token.i
    number = tokens[token.i + 1] if token.i + 1 < thing.i else None
    given = each and number is not None and number.tag_ == "CD" and thing.dep_ == "obj" and tokens[heads[thing.i]].i < token.i
    return number if given else None


def is_sole_object(tokens: list[Token], heads: list[int], token: Token) -> bool:
    """ "Will feed 60 megawatts a night into the grid": whether what is counted was taken for him to whom something is given, and nothing is given."""
    counted = any(t.dep_ == "nummod" and heads[t.i] == token.i for t in tokens[max(0, token.i - FAR) : token.i])
    given = {"obj", "ccomp", "xcomp"}
    return counted and not any(heads[t.i] == heads[token.i] and t.dep_ in given for t in tokens[token.i + 1 : token.i + FAR])


def counted_before(tokens: list[Token], heads: list[int], share: Token) -> Token | None:
    """ "Eighteen, all of them for seiners, had been issued": the number or noun before the comma, which is the subject, where "all of them" was taken
    for it; None where it is none."""
    of_them = [t.lower_ for t in tokens[share.i + 1 : share.i + 3]]
    if share.i < 2 or tokens[share.i - 1].text != "," or len(of_them) < 2 or of_them[0] != "of" or of_them[1] not in {"them", "whom", "these", "those"}:
        return None
    at = share.i - 2
    while heads[at] != heads[share.i] and heads[at] != at and heads[at] < share.i:
        at = heads[at]
    found = tokens[at]
    beside = heads[at] == heads[share.i] and found.dep_ in {"discourse", "dislocated", "vocative", "parataxis"}
    return found if beside and found.pos_ in {"NUM", "NOUN"} else None


def hang(tokens: list[Token], heads: list[int]) -> None:
    """Ties tokens to their heads, children and edges. Edges are spaCy's: handed up from either side once, they can fall short where branches cross."""
    children: list[list[Token]] = [[] for _ in tokens]
    lefts, rights = list(range(len(tokens))), list(range(len(tokens)))
    for order in (range(len(tokens)), range(len(tokens) - 1, -1, -1)):
        for i in order:
            head = heads[i]
            if lefts[i] < lefts[head]:
                lefts[head] = lefts[i]
            if rights[i] > rights[head]:
                rights[head] = rights[i]
    for token, head in zip(tokens, heads, strict=True):
        token.head, token.left_edge, token.right_edge = tokens[head], tokens[lefts[token.i]], tokens[rights[token.i]]
        if head != token.i:
            children[head].append(token)
    for token, own in zip(tokens, children, strict=True):
        token.children = tuple(own)
