"""Texts of the press that are no matter between parties."""

from __future__ import annotations

import pytest

from servanda.coding.beats import beats, on_beat


@pytest.mark.parametrize(
    ("title", "text", "aside"),
    [
        ("Bus overturns in Borea", "The driver was injured. Rescuers and an ambulance came.", True),
        ("Storm over Borea", "Winds and rain brought floods and landslides.", True),
        ("Borea and Norland sign a truce", "The ministers signed it after police were injured at the border.", False),
        ("Borea recalls its envoy", "A suspect was arrested, the ministry said.", False),
    ],
)
def test_many_words_of_a_beat_tell_what_a_text_is_about(title: str, text: str, aside: bool) -> None:
    assert on_beat(title, text) is aside


def test_only_the_opening_tells() -> None:
    assert not on_beat("Borea recalls its envoy", "It did so on Monday. " * 100 + "Winds and rain brought floods and landslides.")


def test_every_beat_has_some_times_the_words_that_mark_it() -> None:
    assert all(len(words) > 4 * least for words, least in beats())
