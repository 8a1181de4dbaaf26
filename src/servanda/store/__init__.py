"""Keeps documents and claims in an output folder and hands them back.

Parquet shards are the truth, `ledger.duckdb` is an index over them that can be rebuilt at any time:

    out/shards/00001-<hash>/   documents, claims, quotations, places, times (Parquet) and receipt.json
    out/ledger.duckdb          every table, for SQL
    out/manifest.json          versions, hashes of inputs, counts
    out/decisions.jsonl        what people overruled, if anything (a build reads it, `servanda.store.decisions` adds to it)
"""

from servanda.store.folder import Folder, Plan
from servanda.store.opened import Ledger
from servanda.store.shards import Shard, ShardFiles, ShardWork, document_key, place_shard, shard_files
from servanda.store.tables import TABLES

__all__ = ["TABLES", "Folder", "Ledger", "Plan", "Shard", "ShardFiles", "ShardWork", "document_key", "place_shard", "shard_files"]
