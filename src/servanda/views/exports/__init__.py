"""Exports: one module a format. Each is handed rows in order and writes one file a table."""
