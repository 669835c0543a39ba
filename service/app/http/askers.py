"""How many questions are held at once."""

from collections.abc import Callable

from service.app.settings import variable
from service.domain.errors import Overloaded


class Askers:
    """Seats for questions. Lives on one event loop, so counting needs no lock."""

    def __init__(self, seats: int) -> None:
        self._free = seats
        self._seats = seats

    def sit(self) -> Callable[[], None]:
        """Take a seat; calling the result gives it up, once however often it is called."""
        if self._free == 0:
            raise Overloaded(
                f"{self._seats} questions are being answered already. Try again in a second, "
                f"or raise {variable('max_askers')}."
            )
        self._free -= 1
        left = False

        def leave() -> None:
            nonlocal left
            self._free += 0 if left else 1
            left = True

        return leave
