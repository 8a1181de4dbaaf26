"""Which Ray cluster a build runs on, and how it is joined: within a time limit, without chatter, and nothing sent anywhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from servanda.engines.threads import ONE_THREAD, environment
from servanda.errors import ClusterError, InputError

# Read by Ray when it is imported or started. It prints what becomes of workers on standard output, where results belong.
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS_SKIP_REGEX": "(?s).*",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
CONNECT = 10.0  # seconds to wait for an address to answer at all
LAST_PORT = 65_535  # the system takes a higher number for another port
HEAD = "Start one with `ray start --head --disable-usage-stats`, or use --address local"


@dataclass(frozen=True)
class RayCluster:
    """A Ray cluster to code on.

    Attributes:
        address: "auto" for the cluster this machine belongs to (or that of RAY_ADDRESS), "local" for one that is started on this
            machine and ends with the build, HOST:PORT, or ray://HOST:PORT for one that is reached through its gate for clients.
        patience: seconds that a shard may take; after these and a minute without a word from any worker the build gives up.
        most: shards to have out at one time; by default twice as many as the cluster has CPUs.
    """

    address: str
    patience: float
    most: int | None = None

    def check(self) -> None:
        """Whether it could be joined at all, asked before anything is read.

        Raises:
            ClusterError: if a library is missing.
            InputError: if the address or the patience cannot be meant.
        """
        if find_spec("ray") is None:
            raise ClusterError("Ray is not installed", where="--engine ray", mend='Install it with: pip install "servanda[scale]"')
        if self.address.startswith("ray://") and find_spec("grpc") is None:
            raise ClusterError("Ray's client is not installed", where=self.address, mend='Install it with: pip install "ray[client]"')
        if self.patience < 1:
            raise InputError(f"{self.patience:g} seconds is too short", where="--patience", mend="Give a shard a second or more")
        if self.address not in ("auto", "local"):
            host_and_port(self.address)

    @contextmanager
    def joined(self) -> Iterator[Any]:
        """The library, connected; one that the caller's own program has connected is used as it is and stays connected.

        Raises:
            ClusterError: if the cluster cannot be joined.
        """
        with environment(QUIET | ONE_THREAD):
            ray = import_module("ray")
            own = not ray.is_initialized()
            if own:
                _connect(ray, self)
            try:
                yield ray
            finally:
                if own:
                    ray.shutdown()


def host_and_port(address: str) -> tuple[str, int]:
    """Where an address leads.

    Raises:
        InputError: if it names no host and port.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal() or int(port) > LAST_PORT:
        raise InputError("is no address", where=address[:100], mend="Use auto, local, HOST:PORT or ray://HOST:PORT")
    return host, int(port)


def _connect(ray: Any, cluster: RayCluster) -> None:
    address = cluster.address
    if address == "auto":
        address = os.environ.get("RAY_ADDRESS") or address
    if address not in ("auto", "local"):
        # Ray itself tries an address that does not answer for minutes.
        try:
            socket.create_connection(host_and_port(address), timeout=CONNECT).close()
        except OSError as error:
            raise ClusterError(f"does not answer ({error})", where=address, mend="Is the cluster up, and its port open to this machine?") from error
    start = {"num_cpus": cluster.most, "include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", **start)
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        reason = str(error).strip().partition("\n")[0][:300].rstrip(".")
        raise ClusterError(f"the Ray cluster cannot be joined ({reason})", where=f"--address {address}", mend=HEAD) from error
