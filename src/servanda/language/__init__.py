"""Words, sentences, dates, quantities, quotations and places of a document."""
