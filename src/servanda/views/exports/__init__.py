"""Exports: one module a format. Tables are handed over as rows in order, one file each; events go into one file (`formats.py` lists all)."""
