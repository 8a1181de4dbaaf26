"""Letters of other scripts that look like Latin ones: such a name is not the name it looks like, and nobody's code."""

from __future__ import annotations

import pytest

from servanda.actors import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("name", ["Russi\u0430", "\u0420ussia", "Russ\u0456a", "R\u03c5ssia", "\uff32\uff55\uff53\uff53\uff49\uff41", "Rus\u200bsia", "𝐑ussia"])
def test_a_look_alike_of_a_state_is_no_state(gazetteer: Gazetteer, name: str) -> None:
    text = f"{name} and Norway signed the accord."
    assert [mention.code for mention in gazetteer.find(text)] == ["NOR"]


def test_latin_letters_with_marks_are_the_same_letters(gazetteer: Gazetteer) -> None:
    assert [mention.code for mention in gazetteer.find("Çavuşoğlu met Türkiye's guests from México.")][-1] == "MEX"
