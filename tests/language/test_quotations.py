"""Quotations: marks from the text alone; direct and indirect speech from hand-built parses."""

from __future__ import annotations

import pytest
from parsed import doc_from_rows

from servanda.errors import TableError
from servanda.language.parsed import plain
from servanda.language.quotations import Utterance, find_quotations
from servanda.language.reading import Paragraph, Reading
from servanda.language.speech.cues import load_cues, parse_cues
from servanda.language.speech.marks import find_quoted
from servanda.records import Document


def reading_of(*paragraphs: str) -> Reading:
    """A reading of hand-built parses, one a paragraph, with a blank line between them."""
    docs = [plain(doc_from_rows(rows)) for rows in paragraphs]
    parts: list[Paragraph] = []
    at = 0
    for doc in docs:
        parts.append(Paragraph(at, doc))
        at += len(doc.text) + 2
    return Reading(Document(doc_id="d", text="\n\n".join(doc.text for doc in docs)), tuple(parts))


def found(*paragraphs: str) -> list[tuple[str, str | None, str, bool]]:
    """(content, speaker, cue, direct) of each utterance that gives words."""
    reading = reading_of(*paragraphs)
    text = reading.document.text
    utterances: list[Utterance] = [u for u in find_quotations(reading) if not u.attitude]
    for utterance in utterances:
        if utterance.speaker is not None:
            assert text[utterance.speaker.start : utterance.speaker.end] == utterance.speaker.text
    return [(text[u.start : u.end], u.speaker.text if u.speaker else None, u.cue, u.direct) for u in utterances]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," she said. "It is done."', ['"We agree,"', '"It is done."']),
        ("“We agree,” she said.", ["“We agree,”"]),
        ("''We agree,'' she said.", ["''We agree,''"]),
        ("«We agree», she said.", ["«We agree»"]),
        ("The army's chief said: 'We left.' He's gone.", ["'We left.'"]),
        ("He spoke of the soldiers' return and the army's role.", []),
        ("“He told us, ‘go home,’ and we went,” she said.", ["“He told us, ‘go home,’ and we went,”"]),
        ("They ask “only “safe” roads” of us.", ["“only “safe” roads”"]),
        ("“We agree,“ she said. “Fine.”", ["“We agree,“", "“Fine.”"]),
        ("‘They met the soldiers’ families,’ he said.", ["‘They met the soldiers’ families,’"]),
    ],
)
def test_quotation_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_open_mark_ends_with_its_paragraph_and_a_new_opening_mark_replaces_it() -> None:
    assert [q.closed for q in find_quoted("“We shall go on. And on.")] == [False]
    assert quoted('He said "we. Then he said "go" twice.') == ['"go"']


def test_marks_take_linear_time() -> None:
    assert len(find_quoted('" “ ' * 20_000)) < 60_000


SAID_AFTER = """
“ 4 punct PUNCT
The 2 det DET
talks 4 nsubj NOUN talk
have 4 aux AUX
failed 8 ccomp VERB fail VBN
, 4 punct PUNCT
” 4 punct PUNCT
Orlova 8 nsubj PROPN Orlova
said 8 ROOT VERB say VBD
. 8 punct PUNCT
“ 13 punct PUNCT
We 13 nsubj PRON
are 13 aux AUX
leaving 13 ROOT VERB leave VBG
. 13 punct PUNCT
” 13 punct PUNCT
"""


def test_a_direct_quotation_goes_on_behind_its_reporting_clause() -> None:
    assert found(SAID_AFTER) == [("“The talks have failed,” Orlova said. “We are leaving.”", "Orlova", "say", True)]


CARRIED_ON = """
“ 2 punct PUNCT
Others 2 nsubj NOUN other
stay 2 ROOT VERB stay VBP
. 2 punct PUNCT
” 2 punct PUNCT
"""


def test_a_quotation_is_carried_on_by_the_next_paragraph() -> None:
    (content, speaker, _, direct), *rest = found(SAID_AFTER, CARRIED_ON)
    assert (content.endswith("“Others stay.”"), speaker, direct, rest) == (True, "Orlova", True, [])


def test_quoted_words_without_a_reporting_word_are_no_quotation() -> None:
    assert found(CARRIED_ON) == []


def test_a_colon_at_the_end_of_the_paragraph_before_introduces_a_quotation() -> None:
    introduction = """
The 1 det DET
envoy 2 nsubj NOUN
added 2 ROOT VERB add VBD
: 2 punct PUNCT
"""
    assert found(introduction, CARRIED_ON) == [("“Others stay.”", "The envoy", "add", True)]


def test_an_indirect_clause_reaches_to_the_end_of_its_sentence() -> None:
    rows = """
Foreign 1 amod ADJ
Minister 2 nmod PROPN minister
Ana 4 nsubj PROPN Ana
Orlova 2 flat PROPN Orlova
told 4 ROOT VERB tell VBD
reporters 4 obj NOUN reporter
that 9 mark SCONJ
prisoners 9 nsubj:pass NOUN prisoner
were 9 aux:pass AUX
freed 4 ccomp VERB free VBN
in 11 case ADP
May 9 obl PROPN May
. 4 punct PUNCT
"""
    assert found(rows) == [("that prisoners were freed in May", "Foreign Minister Ana Orlova", "tell", False)]


def test_the_reporting_clause_may_follow_its_clause() -> None:
    rows = """
The 1 det DET
plan 3 nsubj NOUN
is 3 cop AUX
dead 3 ROOT ADJ
, 3 punct PUNCT
the 6 det DET
spokesman 10 nsubj NOUN
, 8 punct PUNCT
Doe 6 appos PROPN Doe
, 8 punct PUNCT
said 3 parataxis VERB say VBD
on 12 case ADP
Monday 10 obl PROPN Monday
. 3 punct PUNCT
"""
    assert found(rows) == [("The plan is dead", "the spokesman, Doe", "say", False)]


def test_a_reporting_clause_amid_the_sentence_leaves_the_whole_sentence_as_content() -> None:
    rows = """
The 1 det DET
truce 7 nsubj NOUN
, 4 punct PUNCT
she 4 nsubj PRON
said 7 parataxis VERB say VBD
, 4 punct PUNCT
will 7 aux AUX will MD
hold 7 ROOT VERB hold VB
for 9 case ADP
weeks 7 obl NOUN week
. 7 punct PUNCT
"""
    assert found(rows) == [("The truce, she said, will hold for weeks", "she", "say", False)]


def test_a_speaker_with_an_apposition_may_follow_or_precede_the_verb() -> None:
    rows = """
Pumping 2 nsubj NOUN pumping NN
may 2 aux AUX may MD
begin 2 ROOT VERB begin VB
soon 2 advmod ADV soon RB
, 2 punct PUNCT
said 2 parataxis VERB say VBD
the 7 det DET
envoy 5 nsubj NOUN envoy NN
, 9 punct PUNCT
Amum 7 appos PROPN Amum NNP
. 2 punct PUNCT
"""
    assert found(rows) == [("Pumping may begin soon", "the envoy, Amum", "say", False)]


def test_what_may_be_said_was_not_said() -> None:
    rows = """
Nobody 2 nsubj PRON
{modal} 2 aux AUX {modal} MD
say 2 ROOT VERB say VB
that 5 mark SCONJ
they 5 nsubj PRON
left 2 ccomp VERB leave VBD
. 2 punct PUNCT
"""
    assert found(rows.format(modal="can")) == []
    assert [cue for _, _, cue, _ in found(rows.format(modal="will"))] == ["say"]


def test_a_very_long_sentence_is_passed_over() -> None:
    rows = "\n".join(["He 1 nsubj PRON", "said 1 ROOT VERB say VBD", "that 4 mark SCONJ", "they 4 nsubj PRON", "left 1 ccomp VERB leave VBD"])
    assert found(rows) == [("that they left", "He", "say", False)]
    assert found(rows + "\nagain 4 advmod ADV" * 400) == []


ACCORDING_TO_LAST = """
Troops 1 nsubj NOUN troop
left 1 ROOT VERB leave VBD
, 1 punct PUNCT
according 6 case VERB accord VBG
to 3 fixed ADP
the 6 det DET
ministry 1 obl NOUN
. 1 punct PUNCT
"""
ACCORDING_TO_FIRST = """
According 3 case VERB accord VBG
to 0 fixed ADP
the 3 det DET
ministry 6 obl NOUN
, 3 punct PUNCT
troops 6 nsubj NOUN troop
left 6 ROOT VERB leave VBD
. 6 punct PUNCT
"""


@pytest.mark.parametrize(("rows", "content"), [(ACCORDING_TO_LAST, "Troops left"), (ACCORDING_TO_FIRST, "troops left")])
def test_according_to_names_the_source(rows: str, content: str) -> None:
    assert found(rows) == [(content, "the ministry", "according to", False)]


def test_a_passive_report_has_no_speaker() -> None:
    rows = """
It 2 nsubj:pass PRON
was 2 aux:pass AUX
reported 2 ROOT VERB report VBN
that 6 mark SCONJ
the 5 det DET
army 6 nsubj NOUN
withdrew 2 ccomp VERB withdraw VBD
. 2 punct PUNCT
"""
    assert found(rows) == [("that the army withdrew", None, "report", False)]


QUOTED_AS = """
Orlova 2 nsubj:pass PROPN Orlova
was 2 aux:pass AUX
quoted 2 ROOT VERB quote VBN
as 4 mark SCONJ
saying 2 advcl VERB say VBG
talks 7 nsubj NOUN talk
had 7 aux AUX
failed 4 ccomp VERB fail VBN
. 2 punct PUNCT
"""


def test_the_one_quoted_as_saying_is_the_speaker() -> None:
    assert found(QUOTED_AS) == [("talks had failed", "Orlova", "say", False)]


def test_a_participle_behind_a_comma_opens_a_new_report_by_the_same_speaker() -> None:
    rows = """
Baku 1 nsubj PROPN Baku
said 1 ROOT VERB say VBD
talks 3 nsubj NOUN talk
failed 1 ccomp VERB fail VBD
, 5 punct PUNCT
adding 1 advcl VERB add VBG
that 8 mark SCONJ
troops 8 nsubj NOUN troop
left 5 ccomp VERB leave VBD
. 1 punct PUNCT
"""
    assert found(rows) == [("talks failed", "Baku", "say", False), ("that troops left", "Baku", "add", False)]


@pytest.mark.parametrize(("verb", "mark", "reported"), [("promised", "to", False), ("promised", "that", True), ("warned", "that", True)])
def test_an_infinitive_is_no_quotation_but_a_promised_clause_is(verb: str, mark: str, reported: bool) -> None:
    lemma = {"promised": "promise", "warned": "warn"}[verb]
    subject = "they 6 nsubj PRON" if mark == "that" else "soon 6 advmod ADV"
    rows = f"""
Both 1 det DET
sides 2 nsubj NOUN side
{verb} 2 ROOT VERB {lemma} VBD
{mark} 6 mark {"PART to TO" if mark == "to" else "SCONJ that IN"}
{subject}
then 6 advmod ADV
withdraw 2 {"xcomp" if mark == "to" else "ccomp"} VERB withdraw {"VB" if mark == "to" else "VBP"}
. 2 punct PUNCT
"""
    assert found(rows) == ([("that they then withdraw", "Both sides", lemma, False)] if reported else [])


def test_quoted_words_count_where_a_verb_of_judging_governs_them() -> None:
    rows = """
Tirana 1 nsubj PROPN Tirana
{verb} 1 ROOT VERB {lemma} VBD
the 3 det DET
offer 1 obj NOUN
“ 6 punct PUNCT
a 6 det DET
trap 1 xcomp NOUN
” 6 punct PUNCT
. 1 punct PUNCT
"""
    assert found(rows.format(verb="called", lemma="call")) == [("the offer “a trap”", "Tirana", "call", False)]
    assert found(rows.format(verb="made", lemma="make")) == []


def test_the_noun_that_names_a_claim_reports_its_clause() -> None:
    rows = """
Kyiv 1 nsubj PROPN Kyiv
rejected 1 ROOT VERB reject VBD
Minsk 4 nmod:poss PROPN Minsk
's 2 case PART
claim 1 obj NOUN
that 7 mark SCONJ
troops 7 nsubj NOUN troop
left 4 acl VERB leave VBD
. 1 punct PUNCT
"""
    assert found(rows) == [("that troops left", "Minsk", "claim", False)]


def test_every_cue_has_a_kind_and_regular_forms() -> None:
    cues = load_cues()
    assert set(cues.verbs) <= set(cues.kinds)
    assert {cues.forms[form] for form in ("replies", "denied", "urging", "said", "stresses")} == {"reply", "deny", "urge", "say", "stress"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[verbs]]\nkind = "neutral"\ntakes = ["clause"]\nlemma = ["say"]\n', r"t\.toml, line 4: unknown key 'lemma'"),
        ('[[verbs]]\nkind = "loud"\ntakes = ["clause"]\nlemmas = ["say"]\n', r"t\.toml, line 2: unknown value 'loud'"),
        ('[[adverbs]]\nkind = "neutral"\n', r"t\.toml, line 1: unknown section"),
        ('[[nouns]]\nkind = "claim"\n', r"t\.toml, line 1: \[\[nouns\]\] lacks 'lemmas'"),
        ("[[verbs]\n", r"t\.toml: not valid TOML"),
    ],
)
def test_a_table_with_a_mistake_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        parse_cues(text, "t.toml")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "A 1 det DET\nminister 2 nsubj NOUN\ncalled 2 ROOT VERB call VBD\nthe 4 det DET\ntext 2 obj NOUN\na 6 det DET\ntrap 2 xcomp NOUN\n. 2 punct PUNCT",
            "the text a trap",
        ),
        (
            "Tirana 1 nsubj PROPN\ndescribed 1 ROOT VERB describe VBD\nthe 3 det DET\nraid 1 obj NOUN\n"
            "as 6 case ADP\nan 6 det DET\nanswer 1 obl NOUN\n. 1 punct PUNCT",
            "the raid as an answer",
        ),
        ("Tirana 1 nsubj PROPN\nspoke 1 ROOT VERB speak VBD\nof 3 case ADP\nrecognition 1 obl NOUN\n. 1 punct PUNCT", "of recognition"),
        (
            "Tirana 1 nsubj PROPN\nput 1 ROOT VERB put VBD\nthe 3 det DET\ndead 1 obj NOUN\nat 5 case ADP\nnine 1 obl NUM\n. 1 punct PUNCT",
            "the dead at nine",
        ),
    ],
)
def test_a_judgement_without_quotation_marks_is_its_speakers(rows: str, words: str) -> None:
    assert [content for content, *_ in found(rows)] == [words]


def test_a_meeting_that_is_called_and_a_call_on_somebody_judge_nothing() -> None:
    assert found("He 1 nsubj PRON\ncalled 1 ROOT VERB call VBD\na 3 det DET\nmeeting 1 obj NOUN\n. 1 punct PUNCT") == []
    assert found("She 1 nsubj PRON\ncalled 1 ROOT VERB call VBD\non 4 case ADP\nthe 4 det DET\narmy 1 obl NOUN\n. 1 punct PUNCT") == []
