"""The answer that carries a file out of the house."""

from typing import IO

from flask import Response, request, send_file

from app import clock
from app.access import current_actor
from app.audit.commands import note_taken_out
from app.file_names import attachment


def leaving(file: IO[bytes], mimetype: str, name: str, unit_id: int | None = None) -> Response:
    """The file, to be kept under its name, once the audit has it; like every answer of ours no cache stores it.

    Whole, whatever part is asked for: it is made anew each time, and a part would be of another file. unit_id: see
    note_taken_out().
    """
    if request.method == "GET":
        note_taken_out(name, unit_id, by=current_actor(), at=clock.now())
    answer = send_file(file, mimetype=mimetype, conditional=False)
    answer.headers["Content-Disposition"] = attachment(name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
