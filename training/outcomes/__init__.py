"""Trains the reader of outcomes: what a sentence of later news tells of a promise."""
