"""The console as a person at it sees it."""

from flask import Flask

from app.extensions import db


class Console:
    """run() gives what a command printed, refused() what it said when it would not."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def run(self, *words: str, typed: str = "") -> str:
        return self._invoke(words, typed, 0)

    def refused(self, *words: str, typed: str = "") -> str:
        """A refusal is one sentence and exit code 1, never a traceback."""
        said = self._invoke(words, typed, 1)
        assert said.startswith("Error: ")
        return said

    def _invoke(self, words: tuple[str, ...], typed: str, code: int) -> str:
        db.session.rollback()
        result = self.app.test_cli_runner().invoke(args=list(words), input=typed or None)
        db.session.rollback()
        assert result.exit_code == code, f"{words}: {result.exit_code}, {result.output} {result.exception!r}"
        return result.output
