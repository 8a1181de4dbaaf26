"""Runs documents-to-shards over many processes. An engine only schedules: what it runs is `shard_task.code_shard`."""
