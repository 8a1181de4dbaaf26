"""Trains the reader of texts: whether a clause binds who acts in it, and for whom words stand."""
