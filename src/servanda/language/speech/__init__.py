"""Parts of the reader of quotations: the table of cues, quotation marks, reported clauses and their speakers."""
