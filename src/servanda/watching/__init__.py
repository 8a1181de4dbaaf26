"""Polls feeds and keeps their ledger: the one part of Servanda that uses the network.

    feeds -> entries (`polling`) -> pages (`pages`) -> inbox/*.jsonl -> a build, as of any other input (`rounds`)

What has been seen and what is still to be done stands in one SQLite file (`state`), one transaction a step, so that a watch that is
killed at any point goes on there. The inbox can be built anew without the network.
"""

from servanda.watching.rounds import Watch, WatchOrder

__all__ = ["Watch", "WatchOrder"]
