"""No socket but loopback: what a run promises, refused at the interpreter's own audit events."""

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class NetworkRefused(OSError):
    """Something tried to leave this machine while a run promised not to."""


class _Door:
    """Audit hooks cannot be taken out again, so one hook asks whether it is shut."""

    shut = False
    hooked = False

    @classmethod
    def hook(cls, event: str, arguments: tuple[Any, ...]) -> None:
        if cls.shut and event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
            host = arguments[0] if event == "socket.getaddrinfo" else _host(arguments[1])
            if not is_loopback(host):
                raise NetworkRefused(f"{event} to {host!r}: a run reaches loopback only (see --online)")


@contextmanager
def loopback_only() -> Iterator[None]:
    """Within, every connection to another machine and every name look-up raises `NetworkRefused`."""
    if not _Door.hooked:
        sys.addaudithook(_Door.hook)
        _Door.hooked = True
    _Door.shut = True
    try:
        yield
    finally:
        _Door.shut = False


def is_loopback(host: Any) -> bool:
    """
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("example.com")
    (True, True, True, False)
    """
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in ("localhost", "") or not isinstance(name, str):
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return name.startswith("/")


def _host(address: Any) -> Any:
    return address[0] if isinstance(address, tuple) else address
