"""The lexicon of acts: its rows hang together, its loader refuses what it does not know, its compositions follow the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.coding.frame_tables import shipped_tables
from servanda.coding.frames import Codes, Frame, Lexicon, load_lexicon, operator
from servanda.errors import LookupFailed, TableError
from servanda.language.lemmas import irregular_forms

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
ROW = '[[frame]]\nid = "own.act"\naction = "release"\nverbs = ["uncage"]\n'


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def first(lexicon: Lexicon, part: str, head: str, *words: str) -> Frame:
    """The first row whose pattern has exactly these words beside the head and asks for no class."""
    entries = getattr(lexicon, part)[head]
    return next(frame for frame, beside in entries if beside == words and not frame.object and not frame.subject)


def row_for(lexicon: Lexicon, verb: str, noun: str) -> Frame:
    """The first row for a bare verb with this object."""
    return next(frame for frame, words in lexicon.verbs[verb] if not words and frame.object and lexicon.is_in(noun, frame.object))


def reachable_cameo(lexicon: Lexicon) -> set[str]:
    plain = {frame.cameo for frame in lexicon.frames.values()} | {frame.mirror for frame in lexicon.frames.values()}
    negated = {frame.negated.cameo for frame in lexicon.frames.values() if frame.negated}
    composed = {rule.cameo for rules in lexicon.composition.values() for rule in rules.values()}
    return {code for code in plain | negated | composed if code}


def test_there_are_frames_for_every_type_and_every_mode(lexicon: Lexicon) -> None:
    assert len(lexicon.frames) >= 300
    frames = lexicon.frames.values()
    assert {frame.plover for frame in frames} - {None} == TYPES
    made = {(frame.plover, frame.mode) for frame in frames} | {(r.plover, r.mode) for rules in lexicon.composition.values() for r in rules.values()}
    known = {(kind, mode) for table in shipped_tables() for kind, modes in table.content.plover.items() for mode in modes}
    assert known - made == set()


def test_every_three_digit_cameo_code_can_come_out(lexicon: Lexicon) -> None:
    codes = {code for table in shipped_tables() for code in table.content.cameo}
    three = {code for code in codes if len(code) == 3}
    prefixes = {code[:3] for code in reachable_cameo(lexicon)}
    assert three - prefixes == set()
    four = {code for code in codes if len(code) == 4}
    assert len(four & reachable_cameo(lexicon)) >= 0.6 * len(four)


def test_codes_keep_their_leading_zero(lexicon: Lexicon) -> None:
    assert lexicon.frame("statement.say").cameo == "010"
    assert all(re.fullmatch(r"[012]\d{1,3}", code) for code in reachable_cameo(lexicon))


def test_no_pattern_stands_twice_in_a_row_and_all_are_lower_case(lexicon: Lexicon) -> None:
    for frame in lexicon.frames.values():
        for patterns in (frame.verbs, frame.nouns, frame.adjectives):
            assert len(set(patterns)) == len(patterns), frame.id
            assert all(pattern == " ".join(pattern.lower().split()) for pattern in patterns), frame.id


def test_class_members_are_single_words(lexicon: Lexicon) -> None:
    """The coder asks with one lemma, so a member of two words could never be met."""
    assert [noun for nouns in lexicon.classes.values() for noun in sorted(nouns) if " " in noun or noun != noun.lower()] == []


def test_every_example_holds_a_word_of_its_row(lexicon: Lexicon) -> None:
    forms = irregular_forms()
    for frame in lexicon.frames.values():
        assert frame.example.endswith("."), frame.id
        heads = {pattern.split()[0] for pattern in (*frame.verbs, *frame.adjectives)} | {word for noun in frame.nouns for word in noun.split()}
        words = re.findall(r"[^\W\d]+(?:-[^\W\d]+)*", frame.example.lower())
        words += [part for word in words for part in word.split("-")]
        lemmas = {
            lemma
            for word in words
            for lemma in (word, lexicon.verb_forms.get(word, word), forms.get(word, word), word.removesuffix("s"), word.removesuffix("es"))
        }
        assert heads & lemmas, (frame.id, frame.example)


def test_operators_have_a_composition(lexicon: Lexicon) -> None:
    for frame in lexicon.frames.values():
        assert frame.complement == "none" or operator(frame) in lexicon.composition, frame.id


def test_more_telling_rows_come_first(lexicon: Lexicon) -> None:
    assert row_for(lexicon, "release", "sailor").id == "retreat.release"
    assert row_for(lexicon, "release", "statement").id == "agree.issue-document"
    assert row_for(lexicon, "withdraw", "troop").id == "retreat.withdraw-forces"
    assert row_for(lexicon, "withdraw", "candidacy").id == "concede.withdraw-candidacy"
    assert row_for(lexicon, "withdraw", "ambassador").id == "sanction.recall-ambassador"
    assert row_for(lexicon, "withdraw", "peacekeeper").id == "sanction.withdraw-peacekeepers"
    assert row_for(lexicon, "lift", "sanction").id == "retreat.ease-sanctions"
    assert row_for(lexicon, "lift", "curfew").id == "retreat.ease-curfew"
    assert row_for(lexicon, "open", "crossing").id == "retreat.open-crossing"
    assert row_for(lexicon, "adopt", "resolution").id == "agree.adopt-document"
    assert row_for(lexicon, "adopt", "constitution").id == "concede.adopt-law"
    assert row_for(lexicon, "establish", "commission").id == "cooperate.establish-body"
    assert row_for(lexicon, "suspend", "participation").id == "agree.suspend"
    assert row_for(lexicon, "deploy", "monitor").id == "aid.peacekeeping"
    assert row_for(lexicon, "pay", "instalment").id == "cooperate.settle-debt"
    assert lexicon.verbs["hand"][0][1] != ()


def test_a_pattern_that_names_its_object_asks_for_no_class(lexicon: Lexicon) -> None:
    assert lexicon.frame("retreat.pardon").object
    assert first(lexicon, "verbs", "grant", "pardon").id == "retreat.pardon"


def test_noun_patterns_take_their_last_word_or_the_one_before_of(lexicon: Lexicon) -> None:
    assert first(lexicon, "nouns", "swap", "prisoner").id == "retreat.prisoner-exchange"
    assert first(lexicon, "nouns", "exchange", "prisoner").id == "retreat.prisoner-exchange"


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("freed", "free"),
        ("condemned", "condemn"),
        ("violating", "violate"),
        ("ratifies", "ratify"),
        ("refusing", "refuse"),
        ("barred", "bar"),
        ("pressing", "press"),
        ("expelled", "expel"),
        ("signs", "sign"),
    ],
)
def test_regular_forms_lead_to_their_verb(lexicon: Lexicon, form: str, verb: str) -> None:
    assert lexicon.verb_lemma(form, form.removesuffix("ed") + "#") == verb


def test_a_known_lemma_is_kept(lexicon: Lexicon) -> None:
    assert lexicon.verb_lemma("freed", "release") == "release"
    assert lexicon.verb_lemma("unknowned", "unknown") == "unknown"


@pytest.mark.parametrize(
    ("outer", "inner", "plover", "mode", "cameo"),
    [
        ("operator.promise", "retreat.release", "CONCEDE", None, "0353"),
        ("operator.promise", "retreat.ceasefire", "CONCEDE", None, "0356"),
        ("operator.promise", "aid.humanitarian", "AGREE", None, "0333"),
        ("operator.promise", "cooperate.trade", "AGREE", None, "0311"),
        ("operator.promise", "assault.attack", "THREATEN", "violence", "1384"),
        ("agree.agree", "retreat.withdraw-forces", "AGREE", None, "0356"),
        ("agree.agree", "consult.meet", "AGREE", None, "036"),
        ("operator.readiness", "retreat.withdraw-forces", "AGREE", None, "0356"),
        ("operator.intend", "sanction.impose-sanctions", "THREATEN", "restrict", "1312"),
        ("operator.hope", "support.candidacy", "REQUEST", "assist", "022"),
        ("request.appeal", "retreat.release", "REQUEST", "yield", "0253"),
        ("request.demand", "retreat.release", "REQUEST", "yield", "1053"),
        ("request.demand", "consult.meet", "REQUEST", "meet", "106"),
        ("request.appeal", "sanction.impose-sanctions", "ACCUSE", "disapprove", "113"),
        ("operator.refuse", "retreat.admit-inspectors", "REJECT", "yield", "1245"),
        ("operator.refuse", "consult.meet", "REJECT", "meet", "125"),
        ("operator.refuse", "agree.sign", "REJECT", "meet", "127"),
        ("operator.threaten", "assault.occupy", "THREATEN", "territory", "1382"),
        ("operator.threaten", "sanction.break-relations", "THREATEN", "relations", "1313"),
        ("operator.deny", "assault.shell", "REJECT", None, "016"),
        ("accuse.accuse", "assault.attack", "ACCUSE", "allege", "1123"),
        ("accuse.condemn", "assault.attack", "ACCUSE", "disapprove", "111"),
        ("operator.stop", "assault.shell", "RETREAT", "ceasefire", "0871"),
        ("operator.stop", "aid.military", "SANCTION", "discontinue", "1622"),
        ("operator.announce", "retreat.withdraw-forces", "CONCEDE", None, "087"),
        ("operator.announce", "retreat.release", "RETREAT", "release", "0841"),
        ("operator.permission", "aid.humanitarian", "RETREAT", "access", "0863"),
        ("operator.start", "retreat.withdraw-forces", "RETREAT", "withdraw", "0874"),
        ("operator.complete", "retreat.hand-over-weapons", "RETREAT", "disarm", "0873"),
        ("operator.ability", "retreat.release", None, None, None),
        ("support.support", "retreat.release", "SUPPORT", None, "051"),
        ("statement.say", "retreat.release", "RETREAT", "release", "0841"),
        ("consult.meet", "retreat.release", "RETREAT", "release", "0841"),
    ],
)
def test_composition(lexicon: Lexicon, outer: str, inner: str, plover: str | None, mode: str | None, cameo: str | None) -> None:
    assert lexicon.compose(lexicon.frame(outer), lexicon.frame(inner)) == Codes(plover=plover, mode=mode, cameo=cameo)


def test_compositions_nest(lexicon: Lexicon) -> None:
    stop = lexicon.compose(lexicon.frame("operator.stop"), lexicon.frame("assault.shell"))
    assert lexicon.compose(lexicon.frame("request.appeal"), stop) == Codes(plover="REQUEST", mode="yield", cameo="0256")


def test_the_verbs_own_will_and_will_not(lexicon: Lexicon) -> None:
    release, attack = lexicon.frame("retreat.release"), lexicon.frame("assault.attack")
    assert lexicon.combine("future", release) == Codes(plover="AGREE", cameo="0353")
    assert lexicon.combine("future", attack).plover == "THREATEN"
    assert lexicon.combine("future", lexicon.frame("accuse.condemn")).plover == "ACCUSE"
    assert lexicon.combine("negative-future", release).plover == "REJECT"
    assert lexicon.combine("negative-future", attack) == Codes(plover="AGREE", cameo="0356")
    assert lexicon.combine("negative-future", lexicon.frame("accuse.condemn")) == Codes()


def test_promise_and_report_are_matched_by_action(lexicon: Lexicon) -> None:
    assert lexicon.counts_as("release", "hand over")
    assert lexicon.counts_as("cease", "observe")
    assert not lexicon.counts_as("release", "sign")
    assert all(action in lexicon.actions for group in lexicon.same_action for action in group)


def test_instruments_know_what_binds(lexicon: Lexicon) -> None:
    found = {head: [(row.name, row.agreement, words) for row, words in entries] for head, entries in lexicon.instruments.items()}
    assert found["statement"][0] == ("joint statement", "always", ("joint",))
    assert ("statement", "joint", ()) in found["statement"]
    assert ("memorandum", "always", ("understanding",)) in found["memorandum"]
    assert found["annex"][-1][1] == "part"
    assert found["resolution"][-1][1] == "never"


def test_an_unknown_id_is_looked_up_in_vain(lexicon: Lexicon) -> None:
    with pytest.raises(LookupFailed, match=r"retreat\.nothing"):
        lexicon.frame("retreat.nothing")


def test_own_rows_are_added_and_replace_shipped_ones(tmp_path: Path) -> None:
    own = ROW + '\n[[frame]]\nid = "retreat.release"\naction = "release"\nverbs = ["unshackle"]\nobject = ["people"]\n\n[class]\npeople = ["wizard"]\n'
    lexicon = load_lexicon([write(tmp_path, own)])
    assert lexicon.verbs["uncage"][0][0].id == "own.act"
    assert lexicon.frame("retreat.release").verbs == ("unshackle",)
    assert {"wizard", "soldier"} <= lexicon.classes["people"]


@pytest.mark.parametrize(
    ("text", "line", "blamed"),
    [
        (ROW + 'colour = "red"\n', 5, "colour"),
        (ROW + "plover = 3\n", 5, "plover"),
        (ROW + 'complement = "maybe"\n', 5, "complement"),
        (ROW + 'plover = "YIELD"\n', 5, "YIELD"),
        (ROW + 'plover = "RETREAT"\nmode = "arrest"\n', 6, "arrest"),
        (ROW + 'cameo = "999"\n', 5, "999"),
        (ROW + 'object = ["dragons"]\n', 5, "dragons"),
        (ROW + 'context = ["weather"]\n', 5, "weather"),
        (ROW.replace('"release"', '"teleport"'), 3, "teleport"),
        (ROW + "\n" + ROW, 7, "twice"),
        (ROW.replace('verbs = ["uncage"]\n', ""), 2, "pattern"),
        (ROW.replace('"uncage"', '" "'), 4, "empty"),
        ('dragons = ["a"]\n', 1, "dragons"),
        ("[dragons]\n", 1, "dragons"),
        ('[[frame]]\nid = "x\n', 2, "TOML"),
        ('[composition.promise]\n"*" = { plover = "NONE" }\n', 2, "NONE"),
        ('[composition.promise]\n"*" = { colour = "red" }\n', 2, "colour"),
        ('[composition.promise]\n"*" = "AGREE"\n', 2, "AGREE"),
        ('[composition.vow]\nlike = "nothing"\n', 2, "nothing"),
        ('same_action = [["release", "teleport"]]\n', 1, "teleport"),
        ('[[instrument]]\nname = "scroll"\nheads = ["scroll"]\nkind = "magic"\nagreement = "always"\n', 4, "kind"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, text: str, line: int, blamed: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(TableError, match=re.escape(blamed)) as caught:
        load_lexicon([path])
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.mend


def test_a_missing_file_and_one_that_is_not_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        load_lexicon([tmp_path / "none.toml"])
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00[")
    with pytest.raises(TableError, match="UTF-8"):
        load_lexicon([binary])
