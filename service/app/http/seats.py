"""How much of one kind of work is held at once; one more is told to come back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from service.app.settings import variable
from service.domain.errors import Overloaded


class Seats:
    """Seats for questions, or for posts. Lives on one event loop, so counting needs no lock."""

    def __init__(self, seats: int, taken_by: str, setting: str) -> None:
        self._free = seats
        self._full = f"{seats} {taken_by} already. Try again in a second, or raise {variable(setting)}."

    def sit(self) -> Callable[[], None]:
        """Take a seat; calling the result gives it up, once however often it is called."""
        if self._free == 0:
            raise Overloaded(self._full)
        self._free -= 1
        left = False

        def leave() -> None:
            nonlocal left
            self._free += 0 if left else 1
            left = True

        return leave

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A seat for as long as the block lasts."""
        leave = self.sit()
        try:
            yield
        finally:
            leave()


def asking(seats: int) -> Seats:
    return Seats(seats, "questions are being answered", "max_askers")


def posting(seats: int) -> Seats:
    return Seats(seats, "posts are being stored", "max_posters")
