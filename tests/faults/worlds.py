"""A prepared world for each database, made once; every site gets a copy of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.databases import POSTGRESQL
from tests.e2e.running import RunningApp
from tests.faults.phones import Phone
from tests.faults.site import Site

UNITS = ("TDP07", "TDP05")


class Worlds:
    """Prepared data, by database; place: a folder for them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.made: dict[str, tuple[Path, str | None]] = {}

    @contextmanager
    def site(self, database: str, data_dir: Path) -> Iterator[Site]:
        """A site that is not started yet, with data of its own in data_dir; all of it ends with the context."""
        prepared, template = self._prepared(database)
        url = _copied(template) if template else None
        site = Site(prepared, data_dir, url)
        subprocess.run(["sync", "-f", str(data_dir)], check=True)  # what was there before a fault is on the disk
        try:
            yield site
        finally:
            with suppress(ProcessLookupError):
                site.kill()
            if url:
                _on_server(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    @contextmanager
    def site_on(self, url: str, data_dir: Path) -> Iterator[Site]:
        """A site over a PostgreSQL server of the test's own; url: of an empty database there."""
        data_dir.mkdir()
        RunningApp(data_dir, url).prepare()
        site = Site(data_dir, data_dir, url)
        try:
            yield site
        finally:
            site.kill()

    def close(self) -> None:
        for _, url in self.made.values():
            if url:
                _on_server(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _prepared(self, database: str) -> tuple[Path, str | None]:
        if database not in self.made:
            folder = self.place / database
            folder.mkdir(exist_ok=True)
            url = _created("template0") if database == "postgresql" else None
            RunningApp(folder, url).prepare()
            self.made[database] = (folder, url)
        return self.made[database]


def phones(site: Site, number: int, *, port: int | None = None) -> list[Phone]:
    """So many phones of two leaders, signed in. port: of a line before the server."""
    return [Phone(port or site.port, site.account(UNITS[place % 2])).sign_in() for place in range(number)]


def _created(template: str) -> str:
    name = f"sotayso_{uuid4().hex}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
    return make_url(str(POSTGRESQL)).set(database=name).render_as_string(hide_password=False)


def _copied(url: str) -> str:
    return _created(str(make_url(url).database))


def _on_server(statement: str) -> None:
    url = make_url(str(POSTGRESQL)).set(drivername="postgresql+psycopg")
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()
