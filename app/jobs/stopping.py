"""Being asked to end by SIGTERM or SIGINT, asleep or at work."""

import os
import select
import signal


class Stop:
    """Once asked for it stays asked for. A pipe, because a signal must not wait for a lock its own thread holds."""

    def __init__(self) -> None:
        self._heard, self._told = os.pipe()

    def listen(self) -> None:
        """From now on SIGTERM and SIGINT ask for it, also where a shell had SIGINT ignored."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.ask)

    def ask(self, *_signal: object) -> None:
        os.write(self._told, b"x")

    @property
    def is_asked(self) -> bool:
        return self.sleep(0)

    def sleep(self, seconds: float) -> bool:
        """Sleeps so long, or until it is asked for; returns whether it is."""
        return bool(select.select([self._heard], [], [], seconds)[0])
