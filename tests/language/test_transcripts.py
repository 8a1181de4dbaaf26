"""Questions are left out of transcripts, answers are not, whatever their labels look like."""

from __future__ import annotations

from servanda.language.reading import paragraph_bounds
from servanda.language.transcripts import without_questions

ANSWERED = "Q: Has Serbia replied?\n\nMinister Roe: Not yet.\n\nQ: When will it?\n\nMinister Roe: On Monday."


def test_an_answer_under_a_label_in_small_letters_is_read() -> None:
    kept = without_questions(ANSWERED, paragraph_bounds(ANSWERED))
    assert [ANSWERED[a:b] for a, b in kept] == ["Minister Roe: Not yet.", "Minister Roe: On Monday."]
