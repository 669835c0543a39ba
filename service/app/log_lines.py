"""How log lines are written: a dotted event and key-values, to stderr."""

import logging
import sys

import structlog

from service.app.settings import Settings

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def write_log_lines(settings: Settings) -> None:
    """Set up logging for a running process; libraries speak only when something is wrong."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # Uvicorn logs an exception with its message, which may quote an article; the guard logs it safely.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    as_json = settings.log_format == "json"
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer()
            if as_json
            else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[settings.log_level]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
