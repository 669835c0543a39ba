"""Everything that can go wrong, in one tree.

DealbriefError
├── BadInput            the sender can mend it
│   ├── ArticleRejected     an article that cannot be read
│   ├── QuestionRejected    a question that cannot be asked
│   ├── ArticleNotFound     an id or version that the library does not hold
│   └── TooLarge            over a limit; names the limit
├── Unavailable         an outside part does not answer; `retryable`
│   ├── StoreUnavailable    the library or the index (disk full, locked, not writable)
│   ├── EmbedderUnavailable
│   ├── ModelUnavailable
│   └── Overloaded          too many askers; try again after `retry_after_seconds`
└── Misconfigured       the operator can mend it
    ├── SettingsRejected    a setting that cannot hold
    ├── NoModel             generative mode asked for, no model configured
    ├── PromptRejected      a prompt file with unknown or missing variables
    ├── DataDirectoryLocked another process owns the data directory
    └── ModelRefused        wrong key, unknown model

A message says what happened, to which value, and what to do next.
"""


class DealbriefError(Exception):
    """The root. `retryable` says whether the same call may succeed later."""

    retryable = False

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(DealbriefError):
    """The sender can mend it; `field` names the offending part of the input, when one does."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ArticleRejected(BadInput):
    """An article that cannot be read: empty, only noise, binary, wrongly encoded, bad metadata."""


class QuestionRejected(BadInput):
    """A question that cannot be asked: empty, too long, bad filter."""


class ArticleNotFound(BadInput):
    """No such article, version, sentence or passage."""


class TooLarge(BadInput):
    """Over a limit; the message names the limit and the setting that moves it."""


class Unavailable(DealbriefError):
    """An outside part does not answer now."""

    retryable = True


class StoreUnavailable(Unavailable):
    """The library or the index cannot be read or written: disk full, not writable, gone."""


class EmbedderUnavailable(Unavailable):
    """The embedding model or endpoint does not answer."""


class ModelUnavailable(Unavailable):
    """The chat model timed out, refused the connection, or broke off."""

    def __init__(self, message: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Overloaded(Unavailable):
    """More askers than the service serves fairly; come back after `retry_after_seconds`."""

    def __init__(self, message: str, retry_after_seconds: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Misconfigured(DealbriefError):
    """The operator can mend it."""


class SettingsRejected(Misconfigured):
    """A setting that cannot hold; the message names the variable and a value that works."""


class NoModel(Misconfigured):
    """Generative mode was asked for and no model is configured."""


class PromptRejected(Misconfigured):
    """A prompt file with unknown or missing variables, or without its front matter."""


class AliasesRejected(Misconfigured):
    """A file of other names that cannot be read, or that gives one name to two companies."""


class DataDirectoryLocked(Misconfigured):
    """Another process owns the data directory; `owner` is the address it wrote into the lock file."""

    def __init__(self, message: str, owner: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner


class ModelRefused(Misconfigured):
    """The model server refuses for good: wrong key, unknown model, context too long."""
