"""What researchers count in a ledger (docs/analysis.md): dyads by period, reciprocity, delivery, networks, change points. One small module a measure."""
