"""The socket a server listens on: who may be reached by it, and where it is."""

import ipaddress
import socket

from service.app.settings import Settings, variable
from service.domain.errors import SettingsRejected


def refuse_open_door(settings: Settings) -> None:
    """Raise where anybody on the network could read and change the library."""
    if is_loopback(settings.host) or settings.api_keys:
        return
    raise SettingsRejected(
        f"{settings.host} can be reached from other machines and {variable('api_keys')} is not set. "
        f"Set it, for example {variable('api_keys')}=$(openssl rand -hex 32), or bind 127.0.0.1."
    )


def is_loopback(host: str) -> bool:
    """
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, bound before anything is opened: a busy port should cost no time."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise SettingsRejected(
            f"Port {port} on {host} cannot be taken: {error.strerror}. Stop what uses it, or choose another, "
            f"for example `dealbrief serve --port {port + 1}`."
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """The address a client on this machine uses."""
    host, port = listener.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - translated away, not bound
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"
