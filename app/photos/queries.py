"""Photos of an entry the person may see: whoever asks has fetched the entry through his scope."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.database import read
from app.photos.models import Photo

MOST = 6  # photos of an entry


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo of an entry. name: in the store and in addresses; width, height: pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a key stands for already. sha256: of what was sent."""

    entry: int
    sha256: str
    name: str
    is_removed: bool


_SHOWN = select(Photo.name, Photo.width, Photo.height).where(
    Photo.activity_id == bindparam("entry"), Photo.removed_at.is_(None)
)
_ALL = _SHOWN.order_by(Photo.id).limit(MOST)
_ONE = _SHOWN.where(Photo.name == bindparam("name")).limit(1)
_KEYED = select(
    Photo.activity_id.label("entry"), Photo.sha256, Photo.name, Photo.removed_at.is_not(None).label("is_removed")
).where(Photo.unit_id == bindparam("unit"), Photo.key == bindparam("key"))


def photos_of(entry: int) -> list[PhotoView]:
    """The photos of an entry, in the order they came."""
    return [PhotoView(*row) for row in read(_ALL, {"entry": entry})]


def photo_of(entry: int, name: str) -> PhotoView | None:
    """The photo of a name, if it is one of the entry's."""
    row = read(_ONE, {"entry": entry, "name": name}).one_or_none()
    return PhotoView(*row) if row else None


def earlier_with(unit: int, key: str) -> Earlier | None:
    """What came from a unit under a key before."""
    row = read(_KEYED, {"unit": unit, "key": key}).one_or_none()
    return Earlier(*row) if row else None
