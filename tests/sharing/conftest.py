"""The demonstration's ward, read by its reviewer."""

from tests.status.conftest import demo_ward

__all__ = ["demo_ward"]
