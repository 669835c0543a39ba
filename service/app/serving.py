"""Runs the HTTP server: binds, opens the service, says where it is, closes in order."""

import signal
import sys
from types import FrameType

import uvicorn

from service.app.binding import address_of, bind, refuse_open_door
from service.app.http.app import create_app
from service.app.idle_key import tell_idle_key
from service.app.log_lines import write_log_lines
from service.app.settings import Settings
from service.app.wiring import open_service

DRAIN_SECONDS = 20


def run_server(settings: Settings) -> None:
    """Serve until told to stop: SIGTERM and Ctrl-C let running answers end and close everything in order."""
    # uvicorn ends what runs and then raises the signal again, whose default would end this process on the spot.
    signal.signal(signal.SIGTERM, _leave)
    refuse_open_door(settings)
    write_log_lines(settings)
    with bind(settings.host, settings.port) as listener:
        address = address_of(listener)
        with open_service(settings, address) as service:
            sys.stderr.write(banner(address, service.model))
            tell_idle_key(settings)
            config = uvicorn.Config(
                create_app(service, settings),
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=DRAIN_SECONDS,
                timeout_keep_alive=30,
            )
            uvicorn.Server(config).run(sockets=[listener])


def _leave(_: int, __: FrameType | None) -> None:
    sys.exit(0)


def banner(address: str, model: str | None) -> str:
    """What a newcomer needs next."""
    keyless = "It runs keyless in extractive mode: answers are the articles' own sentences."
    how = f"Answers are drafted by {model} and checked." if model else keyless
    return (
        f"\ndealbrief is at {address}\n{how}\n\n"
        f"  curl -s {address}/v1/ask -H 'Content-Type: application/json' \\\n"
        '    -d \'{"question": "Who invested in StepStar?"}\'\n\n'
        f"API: {address}/docs   Stop: Ctrl-C\n"
    )
