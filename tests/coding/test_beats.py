"""Texts of the press that are no matter between parties."""

from __future__ import annotations

import msgspec
import pytest

from servanda.coding.beats import beats, is_aside, on_beat
from servanda.records import Mention


@pytest.mark.parametrize(
    ("title", "text", "aside"),
    [
        ("Bus overturns in Borea", "The driver escaped the crash. Rescuers and a firefighter came.", True),
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


def test_a_text_that_names_a_second_party_often_is_between_them_whatever_its_words() -> None:
    def named(*codes: str) -> list[Mention]:
        of = {"text": "", "kind": "state", "role": None, "organ": None}
        return [msgspec.convert({"start": at, "end": at, "code": code, "name": code, **of}, Mention) for at, code in enumerate(codes)]

    storm = ("Storm over Borea", "Winds and rain brought floods and landslides.")
    assert is_aside(*storm, named("BOR", "BOR", "NOR"))
    assert not is_aside(*storm, named("BOR", "NOR", "NOR", "BOR", "NOR", "BOR"))
    assert not is_aside("Borea recalls its envoy", "It did.", named("BOR", "NOR"))
    assert is_aside("Borea recalls its envoy", "It did.", named("BOR", "BOR"))
