"""Small grammars over plain tokens: numbers, calendar phrases, relative times. Linear in the length of the text."""
