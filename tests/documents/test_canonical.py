"""The canonical form: clean text stays, unclean text is mended, and doing it twice changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.canonical import canonicalise, join_wrapped_lines, one_line, paragraphs

NASTY = st.text(
    alphabet=st.sampled_from(list("abZ .,\n\r\t-*&;#3x8ampnbshy\u00a0\u00ad\u200b\u202e\ufeff\x00\x0c\x85\x92\u0301âÂÃÄÐÑð€™œŸ¿»ï“”é\ud800\u2028")),
    max_size=300,
)


@given(NASTY)
def test_canonicalising_twice_changes_nothing(text: str) -> None:
    once = canonicalise(text)
    assert canonicalise(once) == once


@given(NASTY)
def test_nothing_unclean_is_left(text: str) -> None:
    canonical = canonicalise(text)
    assert not set(canonical) & set("\r\t\u00a0\u00ad\u200b\u202e\ufeff\x00\x0c\u2028\ud800")
    assert unicodedata.is_normalized("NFC", canonical)
    canonical.encode("utf-8")


@given(NASTY)
def test_laying_out_paragraphs_twice_changes_nothing(text: str) -> None:
    once = paragraphs(canonicalise(text))
    assert paragraphs(once) == once
    assert "\n\n\n" not in once


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&"), max_size=200).map(lambda text: f" {text}\n\n\n{text}  "))
def test_clean_text_keeps_every_offset(text: str) -> None:
    assert canonicalise(text) == text


@pytest.mark.parametrize(
    ("given_text", "canonical"),
    [
        ("Georgiaâ€™s envoy", "Georgia’s envoy"),
        ("Georgiaâ\x80\x99s envoy", "Georgia’s envoy"),
        ("she said â€œyesâ€\x9d twice", "she said “yes” twice"),
        ("she said â€œyesâ€ twice", "she said “yes” twice"),
        ("Ã¢â‚¬â„¢", "’"),  # garbled twice
        ("JosÃ© and BogotÃ¡", "José and Bogotá"),
        ("ErdoÄŸan in Ä°zmir", "Erdoğan in İzmir"),
        ("10Â km", "10Â km"),  # a plain blank after Â may be meant
        ("10Â\u00a0km", "10 km"),
        ("the “CAFÉ”—closed", "the “CAFÉ”—closed"),
        ("UNIVERSITÄ“ and MAÑANA", "UNIVERSITÄ“ and MAÑANA"),
        ("it\x92s", "it’s"),
        ("aid&nbsp;and&amp;trade &#8217; &amp;amp;nbsp;x", "aid and&trade ’  x"),
        ("AT&T; R&D; &bogus;", "AT&T; R&D; &bogus;"),
        ("cease\u00adfire a\u200bb \u202eabc\u202c", "ceasefire ab abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("e\u0301", "é"),
        ("tab\there\x07", "tab here "),
        ("lone \ud83d half", "lone \ufffd half"),
    ],
)
def test_mends(given_text: str, canonical: str) -> None:
    assert canonicalise(given_text) == canonical


WRAPPED = """The two delegations met on Tuesday in the old customs house, where they
went through the draft line by line before the mediators called for a short
break so that both sides could telephone their capitals for instructions on
the last two points.

- The first point concerns the road that both use to reach the upper valley
- The second point concerns the pumping station that nobody has yet repaired
Neither side would say when they would come back to the table for the third
round, which had been planned for the spring."""


def test_wrapped_lines_become_paragraphs_of_the_same_length() -> None:
    joined = join_wrapped_lines(WRAPPED)
    assert len(joined) == len(WRAPPED)
    assert "where they went through" in joined
    assert "third round, which" in joined
    assert "\n- The second point" in joined
    assert "points.\n\n- The first" in joined


def test_one_paragraph_a_line_is_not_wrapping() -> None:
    text = "A short line.\nAnother paragraph that runs on for much longer than any wrapped line could, " + "and on " * 20 + "\nThe end.\nReally."
    assert join_wrapped_lines(text) == text
    assert paragraphs(text).count("\n\n") == 3


def test_a_list_of_short_lines_is_not_wrapping() -> None:
    text = "Members:\nNorway\nChile\nJapan\nKenya"
    assert join_wrapped_lines(text) == text


def test_one_line_values() -> None:
    assert one_line("  Talks\n\tin&nbsp;Oslo ") == "Talks in Oslo"
    assert one_line(" \u200b ") is None
    assert len(one_line("x" * 9000) or "") == 1000


def test_hostile_escapes_end_soon() -> None:
    assert len(canonicalise("&amp;" * 200_000)) < 1_000_001
    assert canonicalise("&amp;" * 200_000 + "lt;").endswith("<")


def test_long_wrapped_texts_take_no_longer_a_line_than_short_ones() -> None:
    assert "\n" not in join_wrapped_lines(("word " * 14 + "\n") * 25_000).rstrip()
