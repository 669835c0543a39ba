"""Every error of the tree has its place at both edges."""

import inspect

import pytest

from service.app.cli.exits import code_of
from service.app.http.problems import STATUS
from service.domain import errors
from service.domain.errors import DealbriefError, Misconfigured, Unavailable

TREE = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, DealbriefError)]


def test_every_error_has_a_status_of_its_own_row() -> None:
    """The one table names every class; none is found by luck of its parents."""
    assert set(STATUS) == set(TREE)


@pytest.mark.parametrize("kind", TREE)
def test_statuses_agree_with_the_tree(kind: type[DealbriefError]) -> None:
    """What the sender can mend is 4xx; what may succeed later is 503."""
    if issubclass(kind, errors.BadInput):
        assert 400 <= STATUS[kind] < 500
    if issubclass(kind, Unavailable):
        assert STATUS[kind] == 503
        assert kind.retryable
    if issubclass(kind, Misconfigured):
        assert not kind.retryable


@pytest.mark.parametrize("kind", TREE)
def test_every_error_ends_a_command_with_a_sysexits_code(kind: type[DealbriefError]) -> None:
    """64 to 78, as sysexits.h has them."""
    assert 64 <= code_of(kind("what happened")) <= 78
