"""The lemmatizer: forms and lemmas counted in the treebanks, suffix rules for words they do not have.

A table beats a trained component here: it is exact on what the treebanks know, costs nothing at run time, and a reader can look
a word up. The suffix rules are the regular inflections of English, as any grammar gives them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups

from training.pipeline.treebanks import Sentence

# Consonant doubling and silent e come first, since a form in the index of known lemmas wins over one that is not.
SUFFIXES = {
    "noun": [("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z"), ("men", "man"), ("s", ""), ("ves", "f")],
    "verb": [
        *((f"{c}{c}ing", c) for c in "bdgmnprt"), *((f"{c}{c}ed", c) for c in "bdgmnprt"), ("ies", "y"), ("ied", "y"),
        ("ing", "e"), ("ing", ""), ("ed", "e"), ("ed", ""), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("oes", "o"), ("s", ""),
    ],
    "adj": [("ier", "y"), ("iest", "y"), ("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
}  # fmt: skip
POS = {"NOUN": "noun", "VERB": "verb", "AUX": "aux", "ADJ": "adj", "PRON": "pron", "DET": "det", "ADV": "adv"}


def lemma_tables(sentences: Iterable[Sentence]) -> Lookups:
    """Tables for spaCy's rule lemmatizer: `lemma_index`, `lemma_exc`, `lemma_rules`, by lower-case part of speech."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word, pos, lemma in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True):
            if pos in POS and lemma != "_":
                seen[POS[pos]][word.lower()][lemma.lower()] += 1
    index = {pos: sorted({most_common(lemmas) for lemmas in forms.values()}) for pos, forms in sorted(seen.items())}
    exceptions = {pos: {form: [most_common(lemmas)] for form, lemmas in sorted(forms.items())} for pos, forms in sorted(seen.items())}
    lookups = Lookups()
    lookups.add_table("lemma_index", index)
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_rules", {pos: [list(rule) for rule in rules] for pos, rules in SUFFIXES.items()})
    return lookups


def most_common(lemmas: Counter[str]) -> str:
    """The lemma seen most often; the first in order of spelling among equals."""
    return min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))
