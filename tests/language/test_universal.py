"""Parses in CLEAR labels come out as Universal Dependencies: each sentence stands here in both schemes, parsed by hand.

Where a pipeline of spaCy's own labels reads for us, everything behind it must see what our own pipeline would have shown.
"""

from __future__ import annotations

import pytest
import spacy
from parsed import doc_from_rows
from spacy.pipeline import DependencyParser, Tagger

from servanda.errors import PipelineError
from servanda.language.pipeline import is_exact, load_pipeline
from servanda.language.universal import NAME, clear_labels, speaks_clear, universal_dependencies

# Rows: word, head and label in CLEAR, head and label in Universal Dependencies, part of speech, lemma, tag.
SENTENCES = {
    "passive and agent": """
        Armenia   2 nsubjpass  2 nsubj:pass  PROPN Armenia NNP
        was       2 auxpass    2 aux:pass    AUX   be      VBD
        attacked  2 ROOT       2 ROOT        VERB  attack  VBN
        by        2 agent      4 case        ADP   by      IN
        gunmen    3 pobj       2 obl:agent   NOUN  gunman  NNS
        .         2 punct      2 punct       PUNCT .       .
    """,
    "copula with an adjective that governs an infinitive": """
        The       1 det        1 det         DET   the      DT
        minister  2 nsubj      3 nsubj       NOUN  minister NN
        is        2 ROOT       3 cop         AUX   be       VBZ
        ready     2 acomp      3 ROOT        ADJ   ready    JJ
        to        5 aux        5 mark        PART  to       TO
        sign      3 xcomp      3 xcomp       VERB  sign     VB
        the       7 det        7 det         DET   the      DT
        treaty    5 dobj       5 obj         NOUN  treaty   NN
        .         2 punct      3 punct       PUNCT .        .
    """,
    "coordination of three": """
        Russia    5 nsubj      5 nsubj       PROPN Russia  NNP
        ,         0 punct      2 punct       PUNCT ,       ,
        Turkey    0 conj       0 conj        PROPN Turkey  NNP
        and       2 cc         4 cc          CCONJ and     CC
        Iran      2 conj       0 conj        PROPN Iran    NNP
        signed    5 ROOT       5 ROOT        VERB  sign    VBD
        a         7 det        7 det         DET   a       DT
        deal      5 dobj       5 obj         NOUN  deal    NN
        in        5 prep       9 case        ADP   in      IN
        Astana    8 pobj       5 obl         PROPN Astana  NNP
        .         5 punct      5 punct       PUNCT .       .
    """,
    "gerund after a preposition": """
        It        1 nsubj      1 nsubj       PRON  it       PRP
        withdrew  1 ROOT       1 ROOT        VERB  withdraw VBD
        after     1 prep       3 mark        ADP   after    IN
        seizing   2 pcomp      1 advcl       VERB  seize    VBG
        the       5 det        5 det         DET   the      DT
        town      3 dobj       3 obj         NOUN  town     NN
        .         1 punct      1 punct       PUNCT .        .
    """,
    "indirect object and relative clause": """
        He        1 nsubj      1 nsubj       PRON  he      PRP
        gave      1 ROOT       1 ROOT        VERB  give    VBD
        the       3 det        3 det         DET   the     DT
        envoys    1 dative     1 iobj        NOUN  envoy   NNS
        a         5 det        5 det         DET   a       DT
        letter    1 dobj       1 obj         NOUN  letter  NN
        that      7 nsubj      7 nsubj       PRON  that    WDT
        named     5 relcl      5 acl:relcl   VERB  name    VBD
        the       9 det        9 det         DET   the     DT
        hostages  7 dobj       7 obj         NOUN  hostage NNS
        .         1 punct      1 punct       PUNCT .       .
    """,
    "preposition within a noun phrase, possessor": """
        Chad      1 poss       1 nmod:poss   PROPN Chad    NNP
        talks     6 nsubj      6 nsubj       NOUN  talk    NNS
        with      1 prep       3 case        ADP   with    IN
        Sudan     2 pobj       1 nmod        PROPN Sudan   NNP
        and       3 cc         5 cc          CCONJ and     CC
        Libya     3 conj       3 conj        PROPN Libya   NNP
        failed    6 ROOT       6 ROOT        VERB  fail    VBD
        .         6 punct      6 punct       PUNCT .       .
    """,
    "copula inside a denied report": """
        They      3 nsubj      3 nsubj       PRON  they    PRP
        did       3 aux        3 aux         AUX   do      VBD
        not       3 neg        3 advmod      PART  not     RB
        say       3 ROOT       3 ROOT        VERB  say     VB
        that      7 mark       9 mark        SCONJ that    IN
        Mali      7 nsubj      9 nsubj       PROPN Mali    NNP
        would     7 aux        9 aux         AUX   would   MD
        be        3 ccomp      9 cop         AUX   be      VB
        a         9 det        9 det         DET   a       DT
        party     7 attr       3 ccomp       NOUN  party   NN
        to        9 prep      12 case        ADP   to      IN
        the      12 det       12 det         DET   the     DT
        pact     10 pobj       9 nmod        NOUN  pact    NN
        .         3 punct      3 punct       PUNCT .       .
    """,
    "particle and a second verb": """
        Troops    1 nsubj      1 nsubj       NOUN  troops  NNS
        pulled    1 ROOT       1 ROOT        VERB  pull    VBD
        out       1 prt        1 compound:prt ADP  out     RP
        and       1 cc         4 cc          CCONJ and     CC
        returned  1 conj       1 conj        VERB  return  VBD
        home      4 advmod     4 advmod      ADV   home    RB
        .         1 punct      1 punct       PUNCT .       .
    """,
}


@pytest.mark.parametrize("rows", SENTENCES.values(), ids=SENTENCES.keys())
def test_both_schemes_come_out_alike(rows: str) -> None:
    cells = [row.split() for row in rows.strip().splitlines()]
    given, wanted = ("\n".join(" ".join([c[0], c[at], c[at + 1], *c[5:]]) for c in cells) for at in (1, 3))
    turned, universal = universal_dependencies(doc_from_rows(given)), doc_from_rows(wanted)
    assert [(t.text, t.head.i, t.dep_) for t in turned] == [(t.text, t.head.i, t.dep_) for t in universal]
    assert [s.text for s in turned.sents] == [s.text for s in universal.sents]


def test_schemes_are_told_apart() -> None:
    assert speaks_clear(["nsubj", "dobj", "pobj"])
    assert not speaks_clear(["nsubj", "obj", "obl", "nsubj:pass"])


def test_every_renamed_label_is_one_that_only_clear_has_or_means_otherwise() -> None:
    assert all(new for new in clear_labels().values())
    assert not set(clear_labels().values()) & {"dobj", "pobj", "nsubjpass", "auxpass", "prt", "poss", "relcl"}


def test_a_pipeline_in_clear_labels_gets_the_seam(tmp_path: object) -> None:
    """An untrained one stands for spaCy's own: what matters is that its labels are seen and the turn is put behind its parser."""
    nlp = spacy.blank("en")
    tagger, parser = nlp.add_pipe("tagger"), nlp.add_pipe("parser")
    assert isinstance(tagger, Tagger)
    assert isinstance(parser, DependencyParser)
    tagger.add_label("NN")
    for label in ("nsubj", "dobj", "pobj", "prep"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(str(tmp_path))
    loaded = load_pipeline(str(tmp_path))
    assert loaded.pipe_names[-1] == NAME
    assert not is_exact(loaded)
    assert not {t.dep_ for t in loaded("Chad signed a deal with Sudan.")} & {"dobj", "pobj", "prep"}


def test_a_pipeline_without_a_parser_is_refused(tmp_path: object) -> None:
    spacy.blank("en").to_disk(str(tmp_path))
    with pytest.raises(PipelineError, match="lacks parser and tagger"):
        load_pipeline(str(tmp_path))


def test_no_such_pipeline_is_a_pipeline_error() -> None:
    with pytest.raises(PipelineError, match="could not be loaded"):
        load_pipeline("no_such_pipeline")
