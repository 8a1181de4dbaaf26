"""Whom quoted and reported words are given to: codes of those spoken for, names of bodies and people without one, as the parsed text tells."""

from __future__ import annotations

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Quotation

PASSAGES = [
    # "he" and "she" go on from the paragraph's last speaker
    ("Kenya sent a ship. The ICRC was to get the list, a spokesman in Geneva said. \"A list is no census,\" he added.", "A list is no census", "ICRC"),
    ("Chad's minister, Ali Sabo, arrived. The fund had been paid in francs, a spokeswoman for the African Union said. \"It is enough,\" she said.", "It is enough", "AU"),
    ("The envoy, Ada Holm, spoke. A baker laughed. \"I fired the oven at four,\" he said.", "I fired the oven at four", "baker"),
    # offices given with a name
    ("NAIROBI, May 2 - The United States asked for calm.\n\nThe minister, Peter Wafula, denied that he had given an order.", "he had given an order", "KEN"),
    ("NAIROBI, May 2 - Tanzania protested.\n\nGovernment spokesman Peter Wafula denied that a ransom had been paid.", "a ransom had been paid", "KEN"),
    ("NAIROBI, May 2 - Kenya closed the port. Peter Wafula, the fisheries minister, warned that the licences could lapse.", "the licences could lapse", "KEN"),
    ("Tunisia and the Tanit Front (TF) met. Sami Lotfi, for the Front, denied that it had given up. \"We spoke of wells,\" he told reporters.", "We spoke of wells", "TF"),
    # offices of organisations
    ("ASTANA, May 2 - Of the 40 OSCE observers only nine had entered Kazakhstan, the mission reported.", "only nine had entered", "OSCE"),
    (
        "ASTANA, May 2 - The OSCE came to Kazakhstan. \"We see little,\" said the head of the mission, Leonie Zubler, a judge.\n\nKazakhstan protested. \"I weighed it,\" Zubler said.",
        "I weighed it", "OSCE",
    ),
    ("The European Union has stopped the payment to Fiji, the Commission announced late on Friday, nine days after the seizure of the trawler Mira Luz.", "has stopped the payment", "EU"),
    # bodies of the main clause before
    ("Chile urged Peru to free the last two without delay. The region had seen too many terms slip, its foreign minister added.", "The region had seen", "CHL"),
    ("The African Union urged Chad on Monday to keep to the date. \"A mine cannot read,\" said its envoy, Mariam Sow.", "A mine cannot read", "AU"),
    ("PARIS - The Union of the Plains rejected the text. \"You pay the bandit,\" said its leader, Henri Roux.", "You pay the bandit", "Union of the Plains"),
    ("LIMA - Peru signed. The Sierra Growers' League criticised the text. A promise with a clause was worth little, its president, Ana Palma, said.", "A promise with a clause", "Sierra Growers' League"),
    ("OSLO - Norway signed. The Norwegian reindeer herders' union criticised it as a gift to smugglers.", "as a gift to smugglers", "Norwegian reindeer herders' union"),
    # what somebody puts out
    ("Both posts have been open since May, an OSCE report published on Tuesday says.", "Both posts have been open", "OSCE"),
    ("Inspectors of the African Union found no mines near the dam, according to a report of July 12.", "found no mines", "AU"),
    ("Peru is to make good the water in June, says a joint note agreed on Friday by the ministers of Peru and Chile.", "is to make good", "CHL+PER"),
]  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The coder of the package, with its pipeline."""
    return Coder.load()


def _said(coder: Coder, text: str, words: str) -> list[Quotation]:
    """The quotations over some words of a text."""
    at = text.index(words)
    coded = next(iter(coder.code([make_document(text, doc_id="d", published="2024-05-02")])))
    return [q for q in coded.quotations if q.start < at + len(words) and at < q.end]


@pytest.mark.parametrize(("text", "words", "speaker"), PASSAGES)
def test_words_are_given_to_whom_they_are_spoken_for(coder: Coder, text: str, words: str, speaker: str) -> None:
    assert speaker in [q.speaker.code or q.speaker.text for q in _said(coder, text, words) if q.speaker is not None]


def test_he_is_not_the_last_speaker_where_somebody_else_has_been_told_of_since(coder: Coder) -> None:
    text = 'Leka told reporters that Albania had promised a road. His Greek colleague denied it. "There is no road," he said.'
    assert [q.speaker.text for q in _said(coder, text, "There is no road") if q.speaker is not None] != ["Leka"]


def test_a_text_given_word_for_word_begins_with_its_preamble(coder: Coder) -> None:
    text = (
        "LIMA, 2 May - Peru made public the memorandum signed with Chile. It reads:\n\nThe Republic of Chile and the Republic of Peru, mindful of one river, "
        "have reached the following understanding.\n\n1. Chile shall open the dam by 3 June.\n\n2. Peru shall pay for the valves by 4 June."
    )
    assert "CHL+PER" in [q.speaker.code for q in _said(coder, text, "mindful of one river") if q.speaker is not None]
