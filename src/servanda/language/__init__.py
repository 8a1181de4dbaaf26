"""Words, sentences, dates, quantities, quotations and places of a document."""

from servanda.language.pipeline import load_pipeline

__all__ = ["load_pipeline"]
