"""Every test is sealed: no internet, no key, no setting of the machine, the same random draws each time."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

# A developer's environment must not decide a test; children of the tests inherit the clean one.
REQUIRE_BROWSER = "REQUIRE_BROWSER"
if os.environ.get("DEALBRIEF_REQUIRE_BROWSER"):
    os.environ[REQUIRE_BROWSER] = "1"
for name in list(os.environ):
    if name.startswith(("DEALBRIEF_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_", "CHROMA_")):
        del os.environ[name]

settings.register_profile(
    "sealed",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("sealed")
# A test that wants to see log lines captures them; nobody else does.
structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


class OutsideRefused(AssertionError):
    """A test tried to leave the machine."""


@pytest.fixture(autouse=True, scope="session")
def _sealed() -> Iterator[None]:
    """Refuse every connection that is not to this machine."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(real: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _refuse_outside(address[0])
            return real(self, address)

        return call

    def guarded_lookup(host: Any, *rest: Any, **more: Any) -> Any:
        _refuse_outside(host)
        return lookup(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield


@pytest.fixture(scope="session")
def browser_required() -> bool:
    """Whether a missing browser is a failure and no reason to skip."""
    return bool(os.environ.get(REQUIRE_BROWSER))


def _refuse_outside(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    loopback = name in ("localhost", "::1", "::", "0.0.0.0") or name.startswith("127.")
    if not loopback:
        raise OutsideRefused(f"a test tried to reach {name}; tests speak to this machine only")
