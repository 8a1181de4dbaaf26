"""The English pipeline: corpora, training, assembly, evaluation."""
