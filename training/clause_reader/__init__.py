"""Trains the reader of clauses: which event a clause tells, and whether it binds who acts in it."""
