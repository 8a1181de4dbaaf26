"""A network of the shipped one's make, small and with random weights: for tests of the arithmetic, not of what it reads."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.language import Language

from servanda.language.network.breaks import ROWS
from servanda.language.network.component import NAME, Reader
from servanda.language.network.features import OUTLINES, PREFIXES, SUFFIXES, WORDS
from servanda.language.network.weights import Tables, Weights

WIDTH, ARC, LABEL, NAMES_HIDDEN, PIECE = 12, 8, 8, 6, 6
PIECES = ("[PAD]", "[UNK]", "the", "treaty", "sign", "##ed", "a", "b", "c", "##a", "##b", "##c", ".", ",")
TABLES = Tables(
    tags=("NN", "VBD", "NNP"), pos=("NOUN", "VERB", "PROPN"), deps=("nsubj", "obj", "root", "punct"), names=("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"),
    convolutions=1, transformers=2, attentions=3, relative=4, list_count=2, pieces=PIECES, lists={"Chad": 1, "Mali": 3},
)  # fmt: skip


def tiny_weights(seed: int = 3) -> Weights:
    """Random weights; sentences break after every full stop."""
    random = np.random.default_rng(seed)
    given = 2 * PIECE + 4 * 4 + TABLES.list_count
    shapes: dict[str, tuple[int, ...]] = {
        "words.pieces": (len(PIECES), PIECE), "words.word": (WORDS, 4), "words.prefix": (PREFIXES, 4), "words.suffix": (SUFFIXES, 4),
        "words.outline": (OUTLINES, 4),
        "heads.root": (WIDTH,), "heads.product.weight": (ARC, ARC), "heads.preferred.weight": (1, ARC), "heads.label_head.weight": (LABEL, WIDTH),
    }  # fmt: skip
    linear = {
        "words.wide": (16, given), "words.narrow": (WIDTH, 16), "convolutions.0.wide": (20, 3 * WIDTH), "convolutions.0.narrow": (WIDTH, 20),
        "heads.dependent": (ARC, WIDTH), "heads.head": (ARC, WIDTH), "heads.label_dependent": (LABEL, WIDTH), "heads.label": (4, LABEL),
        "heads.tags": (3, WIDTH), "heads.pos": (3, WIDTH), "heads.names_hidden": (NAMES_HIDDEN, WIDTH), "heads.names": (5, NAMES_HIDDEN),
    }  # fmt: skip
    norms = ["norm", "convolutions.0.norm"]
    for number in range(TABLES.transformers):
        name = f"transformers.{number}"
        linear |= {f"{name}.mixed": (3 * WIDTH, WIDTH), f"{name}.out": (WIDTH, WIDTH), f"{name}.wide": (20, WIDTH), f"{name}.narrow": (WIDTH, 20)}
        shapes[f"{name}.distance"] = (TABLES.attentions, 2 * TABLES.relative + 1)
        norms += [f"{name}.norm", f"{name}.norm_forward"]
    shapes |= {f"{name}.weight": shape for name, shape in linear.items()} | {f"{name}.bias": shape[:1] for name, shape in linear.items()}
    shapes |= {f"{name}.{part}": (WIDTH,) for name in norms for part in ("weight", "bias")}
    arrays = {name: random.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
    arrays["breaks"] = np.ones(ROWS, np.float32)
    return Weights.rounded(arrays, TABLES)


def tiny_pipeline() -> Language:
    """A blank English pipeline with the tiny network."""
    nlp = spacy.blank("en")
    reader = nlp.add_pipe(NAME)
    assert isinstance(reader, Reader)
    reader.use(tiny_weights())
    return nlp
