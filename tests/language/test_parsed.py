"""A parse in plain objects answers as spaCy's own does."""

from __future__ import annotations

import pytest
from parsed import doc_from_rows
from spacy.tokens import Doc as Parse

from servanda.language.parsed import Doc, plain

NESTED = """The 1 det DET the DT
envoy 2 nsubj NOUN envoy NN
said 2 ROOT VERB say VBD
both 4 det DET both DT
sides 5 nsubj NOUN side NNS
will 6 aux AUX will MD
sign 2 ccomp VERB sign VB
. 2 punct PUNCT . ."""
CROSSING = """Here 3 advmod ADV here RB
is 3 cop AUX be VBZ
the 3 det DET the DT
bridge 3 ROOT NOUN bridge NN
today 3 obl NOUN today NN
that 6 obj PRON that WDT
mended 3 acl:relcl VERB mend VBD
Lindh 6 nsubj PROPN Lindh NNP
yesterday 4 nmod NOUN yesterday NN
. 3 punct PUNCT . ."""
TWO = """Talks 1 nsubj NOUN talk NNS
ended 1 ROOT VERB end VBD
. 1 punct PUNCT . .
“ 4 punct PUNCT “ ``
Twelve 5 nummod NUM twelve CD
left 5 ROOT VERB leave VBD"""
LABELS = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "text_with_ws")
FLAGS = ("is_space", "is_punct", "is_quote", "is_alpha", "is_title", "like_num")


@pytest.fixture(params=[NESTED, CROSSING, TWO], ids=["nested", "crossing", "two sentences"])
def pair(request: pytest.FixtureRequest) -> tuple[Parse, Doc]:
    """A parse by spaCy and the same in plain objects."""
    parse = doc_from_rows(request.param)
    return parse, plain(parse)


@pytest.mark.parametrize("name", [*LABELS, *FLAGS])
def test_what_a_token_says_of_itself(pair: tuple[Parse, Doc], name: str) -> None:
    parse, doc = pair
    assert [getattr(token, name) for token in doc] == [getattr(token, name) for token in parse]


@pytest.mark.parametrize("name", ["children", "lefts", "subtree", "ancestors", "sent"])
def test_the_tokens_about_it(pair: tuple[Parse, Doc], name: str) -> None:
    parse, doc = pair
    assert [[t.i for t in getattr(token, name)] for token in doc] == [[t.i for t in getattr(token, name)] for token in parse]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_the_token_it_points_to(pair: tuple[Parse, Doc], name: str) -> None:
    parse, doc = pair
    assert [getattr(token, name).i for token in doc] == [getattr(token, name).i for token in parse]


def test_spans_of_all_lengths(pair: tuple[Parse, Doc]) -> None:
    parse, doc = pair
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            ours, theirs = doc[start:end], parse[start:end]
            assert (ours.text, ours.start_char, ours.end_char, ours.root.i) == (theirs.text, theirs.start_char, theirs.end_char, theirs.root.i)
            assert [t.i for t in ours[1:]] == [t.i for t in theirs[1:]]
            assert ours[-1].i == theirs[-1].i


def test_characters_to_tokens(pair: tuple[Parse, Doc]) -> None:
    parse, doc = pair
    for start in range(len(doc.text) + 1):
        for end in range(start + 1, len(doc.text) + 2):
            ours, theirs = doc.char_span(start, end), parse.char_span(start, end, alignment_mode="expand")
            assert (ours is None) == (theirs is None), (start, end)
            assert ours is None or (ours.start, ours.end) == (theirs.start, theirs.end), (start, end)


def test_a_token_is_the_same_object_however_it_is_come_by() -> None:
    doc = plain(doc_from_rows(NESTED))
    assert doc[1].head is doc[2]
    assert doc[2].children[0] is doc[1]
    assert doc[1].nbor(1) is doc[2]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)


@pytest.mark.parametrize("at", [2, -3, 7])
def test_a_span_has_no_tokens_but_its_own(at: int) -> None:
    span = plain(doc_from_rows(NESTED))[1:3]
    assert [span[0].i, span[1].i, span[-1].i, span[-2].i] == [1, 2, 2, 1]
    with pytest.raises(IndexError):
        span[at]


def test_a_paragraph_without_words() -> None:
    assert list(plain(doc_from_rows("")).sents) == []


# What the words around a token rule out: sentence, its rows as a parser may give them, the token in question and what it is made.
MENDED = [
    (
        "Mali 1 nsubj PROPN Mali NNP|gave 1 ROOT VERB give VBD|its 3 nmod:poss PRON its PRP$|word 1 obj NOUN word NN|not 6 advmod PART not RB"
        "|to 6 mark PART to TO|send 1 csubj VERB send VB|troops 6 obj NOUN troop NNS|. 1 punct PUNCT . .",
        6, "xcomp", 1,
    ),
    (
        "an 1 det DET an DT|undertaking 1 ROOT NOUN undertaking NN|that 6 mark SCONJ that IN|the 4 det DET the DT|sum 6 nsubj:pass NOUN sum NN"
        "|be 6 aux:pass AUX be VB|paid 1 acl:relcl VERB pay VBN",
        6, "acl", 1,
    ),
    (
        "Mali 1 nsubj PROPN Mali NNP|undertook 1 ROOT VERB undertake VBD|in 4 case ADP in IN|an 4 det DET an DT|annex 1 obl NOUN annex NN"
        "|to 6 mark PART to TO|send 4 acl VERB send VB|maps 6 obj NOUN map NNS",
        6, "xcomp", 1,
    ),
    (
        "Eighteen 8 discourse NUM eighteen CD|, 0 punct PUNCT , ,|all 8 nsubj:pass DET all DT|of 4 case ADP of IN|them 2 nmod PRON them PRP"
        "|new 2 amod ADJ new JJ|had 8 aux AUX have VBD|been 8 aux:pass AUX be VBN|issued 8 ROOT VERB issue VBN",
        2, "appos", 0,
    ),
    (
        "It 1 expl PRON it PRP|calls 1 ROOT VERB call VBZ|on 3 case ADP on IN|Mali 1 obl PROPN Mali NNP|to 5 mark PART to TO|pay 1 csubj VERB pay VB",
        0, "nsubj", 1,
    ),
    (
        "an 1 det DET an DT|accord 1 ROOT NOUN accord NN|that 6 mark SCONJ that IN|Mali 6 nsubj PROPN Mali NNP|and 5 cc CCONJ and CC|Chad 3 conj PROPN Chad NNP"
        "|signed 1 acl VERB sign VBD|here 6 advmod ADV here RB",
        6, "acl:relcl", 1,
    ),
    (
        "it 2 nsubj:pass PRON it PRP|was 2 aux:pass AUX be VBD|hailed 2 ROOT VERB hail VBN|by 4 case ADP by IN|Mali 2 obl:agent PROPN Mali NNP"
        "|on 6 case ADP on IN|Monday 2 obl PROPN Monday NNP|and 9 cc CCONJ and CC|by 9 case ADP by IN|Chad 6 conj PROPN Chad NNP",
        9, "conj", 4,
    ),
]  # fmt: skip
KINDS = ["object clause", "noun's clause", "infinitive", "all of them", "it calls", "what was signed", "by another too"]


@pytest.mark.parametrize(("rows", "at", "label", "head"), MENDED, ids=KINDS)
def test_what_the_words_around_rule_out_is_set_right(rows: str, at: int, label: str, head: int) -> None:
    token = plain(doc_from_rows(rows.replace("|", "\n")))[at]
    assert (token.dep_, token.head.i) == (label, head)


def test_the_number_before_all_of_them_is_the_subject() -> None:
    doc = plain(doc_from_rows(MENDED[3][0].replace("|", "\n")))
    assert (doc[0].dep_, doc[0].head.i) == ("nsubj:pass", 8)
