"""Whatever stands in a document, Markdown shows it as it stands: no link, picture, tag, emphasis, block or mention comes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from servanda.views.briefing.markdown import plain
from servanda.views.terminal import shown

COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Letters that mean something to one flavour of Markdown or another, more often than others would draw them.
HOSTILE = st.text(st.one_of(st.sampled_from(list("\\`*_{}[]()<>&#+-.!|~^$:@=/\"' \n\r\t01aw")), st.characters()), max_size=60)


def tokens(source: str) -> list[Token]:
    return COMMON.parse(source)


def text_of(token: Token) -> str:
    """The text of an inline token, if it holds nothing else."""
    assert token.children is not None
    assert {child.type for child in token.children} <= {"text", "text_special"}, [child.type for child in token.children]
    return "".join(child.content for child in token.children)


@given(HOSTILE)
@example("![x](https://example.org/a.png)")
@example("[x](javascript:alert(1))")
@example("<script>alert(1)</script>")
@example("<https://example.org>")
@example("&lt;b&gt; &#x202e; &copy;")
@example("`` ` ``")
@example("x\n\n# heading\n\n- item")
@example("| a |\n|---|\n| b |")
@example("1. one")
@example("2) two")
@example("---")
@example("===")
@example("[^1]: a note")
@example("[x]: https://example.org 'title'")
@example("\\")
@example("    code")
@example("~~~")
@example(":::")
def test_text_is_shown_as_it_stands(text: str) -> None:
    wanted = shown(text).replace("@", "＠")
    for before in ("", "- **C-0001** "):
        parsed = tokens(before + plain(text))
        inline = [token for token in parsed if token.type == "inline"]
        if not before:
            assert [token.type for token in parsed] == (["paragraph_open", "inline", "paragraph_close"] if wanted else [])
            assert "".join(map(text_of, inline)) == wanted
        else:
            assert len(inline) == 1
            children = inline[0].children or []
            rest = children[next(place for place, child in enumerate(children) if child.type == "strong_close") + 1 :]
            assert {child.type for child in rest} <= {"text", "text_special"}
            assert "".join(child.content for child in rest).strip() == wanted


@given(HOSTILE)
def test_nothing_is_left_that_flavours_link_by_themselves(text: str) -> None:
    escaped = plain(text)
    assert "@" not in escaped
    assert not re.search(r"(?i)(?<!\\):\S", escaped)
    assert not re.search(r"(?i)\bwww\.", escaped)
    assert not re.search(r"(?<!\\)(?:\\\\)*\[", escaped.replace("\\[", ""))


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x1b[31m", "\x00", "\u2028", "\ue000", "\ufeff"])
def test_marks_of_direction_and_control_characters_are_left_out(sign: str) -> None:
    escaped = plain(f"a{sign}b")
    assert sign not in escaped
    assert "\n" not in escaped


def test_long_words_are_cut() -> None:
    assert len(plain("*" * 1_000_000)) <= 4000
