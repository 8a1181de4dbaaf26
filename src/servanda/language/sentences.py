"""Where a sentence may begin: after a stop, never inside a name.

The parser sets sentences, and at times breaks one in the middle of an unknown name. This component runs before it and forbids a
break wherever the words before do not end in a stop, a colon, a closing quotation mark or a line's end; the parser still decides
about all other places (abbreviations, "No. 5").
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "sentence_limits"
STOPS = (".", "!", "?", ":", ";", "…", "\n")
CLOSING = {'"', "”", "’", "'", ")", "]", "''", "»"}


@Language.component(NAME)
def sentence_limits(doc: Doc) -> Doc:
    """Marks the tokens that cannot begin a sentence."""
    stopped = True
    for token in doc:
        if not stopped:
            token.is_sent_start = False
        text = token.text
        closes = text in CLOSING and token.i > 0 and doc[token.i - 1].text.endswith((".", "!", "?", ","))
        stopped = text.endswith(STOPS) or closes or (stopped and text in CLOSING)
    return doc
