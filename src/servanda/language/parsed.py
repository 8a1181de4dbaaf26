"""A parse as plain Python objects: what the rules of language and coding read.

spaCy makes an object anew and looks a string up each time a token is asked for a neighbour or a label, and the rules ask some ten thousand
times a document. `plain` takes the columns of a spaCy `Doc` once; its documents, spans and tokens answer to spaCy's names with spaCy's
meanings (https://spacy.io/api/token), so far as the rules need them. Only `Lemmas` changes one, before anybody reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import accumulate, pairwise
from typing import TypeVar, cast, overload

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct, is_quote
from spacy.strings import StringStore
from spacy.tokens import Doc as Parse

from servanda.language.mending import mended

COLUMNS: list[int | str] = ["ORTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD", "SENT_START"]
ENTITY_MARKS = ("", "I", "O", "B")  # by spaCy's numbers
MOST_REMEMBERED = 100_000  # strings kept; then the memory starts anew
T = TypeVar("T")
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

    __slots__ = ("_lowers", "_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._lowers: frozenset[str] | None = None
        self._root: Token | None = None

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
    def lowers(self) -> frozenset[str]:
        """Its words in lower case, by which a rule sees at once that none of those it looks for is there."""
        if self._lowers is None:
            self._lowers = frozenset(token.lower_ for token in self)
        return self._lowers

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
        if self._root is None:
            outside = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
            roots = (token for token in outside if token.head is token)
            self._root = next(roots, None) or min(outside, key=lambda token: len(self.doc) if token.is_bare else sum(1 for _ in token.ancestors))
        return self._root


class Doc:
    """A parsed paragraph. `known` are the answers of the `remembered` functions that were asked of its tokens, by the position of the token."""

    __slots__ = ("ents", "known", "sents", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sents: list[Span] = []
        self.ents: list[Span] = []
        self.known: dict[object, dict[int, object]] = {}

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


def remembered(find: Callable[[Token], T]) -> Callable[[Token], T]:
    """A function of a token and the parse alone that is asked of the same token many times: the answer is kept with the paragraph, and not to be changed."""

    @wraps(find)
    def answer(token: Token) -> T:
        known = token.doc.known.get(find)
        if known is None:
            known = token.doc.known[find] = {}
        if token.i not in known:
            known[token.i] = find(token)
        return cast(T, known[token.i])

    return answer


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
