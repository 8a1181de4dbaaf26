"""PETRARCH's input: `<Sentences>` of `<Sentence date= id= source= sentence=>` with `<Text>`, and a parse that is not read.

Sentences of one article have ids that differ in a last number ("LW-77_1", "LW-77_2"); they are put together as one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.documents.drafts import Draft, Refuse, rejection
from servanda.documents.newsroom.markup import Element, local, words
from servanda.errors import InputError

_NUMBERED = re.compile(r"(?P<article>.{1,300})[_](?P<number>[0-9]{1,6})$", re.DOTALL)


def _article(sentence: Element) -> tuple[str, int]:
    """The id of the article and the number of the sentence in it."""
    written = (sentence.get("id") or "").strip()
    if not written:
        raise InputError("the sentence has no id", mend="Give each an id such as ARTICLE_1")
    match = _NUMBERED.match(written)
    return (match["article"], int(match["number"])) if match else (written, 0)


def read_petrarch(root: Element, source: str, refuse: Refuse) -> Iterator[Draft]:
    """A Draft an article, in the order of their first sentences. A sentence without id or text is refused with its line. Raises InputError if there is none."""
    if not any(local(sentence) == "Sentence" for sentence in root):
        raise InputError("the file holds no sentences", mend="Leave it out")
    articles: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}
    for sentence in root:
        if local(sentence) != "Sentence":
            continue
        try:
            article, number = _article(sentence)
            text = words(sentence, "Text")
            if not text:
                raise InputError("the sentence has no text", mend="Fill in <Text>, or leave the sentence out")
        except InputError as error:
            refuse(rejection(source, error, f"line {sentence.sourceline}"))
            continue
        key = article, (sentence.get("date") or "").strip(), (sentence.get("source") or "").strip()
        articles.setdefault(key, []).append((number, sentence.sourceline, text))
    for (article, date, outlet), sentences in articles.items():
        sentences.sort(key=lambda found: found[:2])
        yield Draft(
            text=" ".join(text for _, _, text in sentences), source=source, place=f"line {min(line for _, line, _ in sentences)}", doc_id=article,
            outlet=outlet or None, published=date or None,
        )  # fmt: skip
