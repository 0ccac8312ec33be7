"""The figures of the throttle, written down once; the rule is pure and the tests read it (ASVS 6.1.1)."""

from dataclasses import dataclass
from datetime import timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """free: failures without a wait; waits: how long after each further one, the last for ever after.

    Failures older than forgotten_after no longer count.
    """

    free: int
    waits: tuple[timedelta, ...]
    forgotten_after: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long nobody may try after so many failures in a row."""
        if failures < self.free:
            return timedelta(0)
        return self.waits[min(failures - self.free, len(self.waits) - 1)]


# At most ten tries of one account an hour: five at once, then after 2, 5, 10 and every 15 minutes. Never a lock.
ACCOUNT = Limit(5, (2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE), timedelta(days=1))
# A known device has the same figures to itself, so that what others try elsewhere does not count against it.
DEVICE = ACCOUNT
# Carriers put many phones behind one address: loose. At most 90 failures an hour.
ADDRESS = Limit(30, (MINUTE,), timedelta(hours=1))
# A typed code is short (40 bits): ten tries an address, then one every five minutes.
CODE = Limit(10, (5 * MINUTE,), timedelta(hours=6))
# Six digits of a second factor, or a recovery code, after the password was right.
FACTOR = Limit(5, (5 * MINUTE, 15 * MINUTE), timedelta(days=1))
LONGEST_KEPT = timedelta(days=1)
