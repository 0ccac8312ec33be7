"""Where this installation keeps its photos, and where those who redraw them wait for their turn."""

from pathlib import Path
from typing import NamedTuple

from app.config import Config
from app.photos.bucket import open_bucket
from app.photos.folder import FolderStore
from app.photos.store import Store


class Darkroom(NamedTuple):
    """store: of the files. locks: a folder of this machine."""

    store: Store
    locks: Path


def open_darkroom(config: Config) -> Darkroom:
    """A folder under DATA_DIR, or the bucket of PHOTO_STORE. Raises ConfigError."""
    if config.photo_store:
        return Darkroom(open_bucket(config.photo_store), config.data_dir)
    return Darkroom(FolderStore(config.data_dir / "photos"), config.data_dir)
