"""Serves a ledger to browsers and programs: the pages, search, SQL, a JSON API, and decisions made in the browser.

current.py       the ledger as last built: a private copy, taken anew when the folder's changes
search.py        full text in SQLite FTS5;  sql.py  queries of strangers, in a process of their own
deciding.py      decisions written down, and the tables derived anew behind them
routes.py        one table of the API's operations, from which openapi.py writes the description
guards.py        who may ask: hosts, origins, sizes, headers;  tokens.py  who may decide
application.py   the whole as an ASGI application;  running.py  the same on a port
"""
