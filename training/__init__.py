"""How the shipped data were made: the English pipeline and the gazetteer. Not part of the wheel."""
