"""Never more photos redrawn at once than the machine has room for: the others are told to come again, and may."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.activities.models import Activity
from app.photos import decoding, turns
from app.photos.decoding import redraw
from app.photos.looking import NoPhoto, Refused, look
from app.photos.turns import AT_ONCE, Busy, a_turn
from tests.page import PageClient
from tests.photos.files import a_heic
from tests.photos.making import a_jpeg, darkroom, send, send_form

HOLDING = """
import sys; from pathlib import Path; from app.photos.turns import a_turn
with a_turn(Path(sys.argv[1])):
    print("held", flush=True); sys.stdin.read()
"""


def test_no_more_than_two_have_their_turn_at_once(tmp_path: Path):
    with a_turn(tmp_path), a_turn(tmp_path), pytest.raises(Busy), a_turn(tmp_path):
        pass

    with a_turn(tmp_path), a_turn(tmp_path):
        pass


def test_the_turns_are_the_machines_and_go_with_a_process_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    others = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(AT_ONCE)]
    for each in others:
        assert each.stdout.readline() == b"held\n"

    with pytest.raises(Busy), a_turn(tmp_path):
        pass

    for each in others:
        each.kill()
        each.communicate()
    with a_turn(tmp_path):
        pass


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Busy),
        ("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass", Refused),
    ],
)
def test_only_its_own_limits_speak_against_a_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: type[Exception]
):
    """What somebody else ended may come again; what is refused is gone from the phone."""
    (tmp_path / "odd.py").write_text(script)
    monkeypatch.setattr(decoding, "SCRIPT", tmp_path / "odd.py")
    monkeypatch.setattr(decoding, "SECONDS", 30)

    with pytest.raises(told):
        redraw(content := a_jpeg(), look(content), tmp_path)


def test_who_finds_all_turns_taken_is_told_when_to_come_again(reporter: PageClient, entry: Activity):
    content, locks = a_jpeg(), darkroom().locks

    with a_turn(locks), a_turn(locks):
        answer = send(reporter, entry.id, content)
        page = send_form(reporter, entry.id, (content, "a.jpg"), status=503)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "chờ ít giây" in answer.json["messages"][0]
    assert "chờ ít giây" in page.find(id="photo-problems").get_text()
    assert send(reporter, entry.id, content).status_code == 201


def test_twenty_at_once_are_each_redrawn_or_told_so(tmp_path: Path):
    content = a_jpeg()

    def one(_: int) -> bool:
        try:
            return bool(redraw(content, look(content), tmp_path))
        except Busy:
            return False

    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(one, range(20)))

    assert any(done)
    assert redraw(content, look(content), tmp_path)


def test_a_child_that_takes_too_long_is_ended_and_may_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    script = tmp_path / "slow.py"
    script.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(decoding, "SCRIPT", script)
    monkeypatch.setattr(decoding, "SECONDS", 0.3)
    began = time.monotonic()

    with pytest.raises(Busy):
        redraw(content := a_jpeg(), look(content), tmp_path)

    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "script", ["", 'print(\'{"photo":9,"thumbnail":9,"width":1,"height":1}\')', "import os; os.abort()"]
)
def test_a_child_that_says_half_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str):
    (tmp_path / "odd.py").write_text(script)
    monkeypatch.setattr(decoding, "SCRIPT", tmp_path / "odd.py")

    with pytest.raises(Refused):
        redraw(content := a_jpeg(), look(content), tmp_path)


def test_without_the_library_for_heic_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hidden = tmp_path / "redrawing.py"
    text = decoding.SCRIPT.read_text(encoding="utf-8")
    hidden.write_text(text.replace("import pillow_heif\n", "raise ImportError\n", 1), encoding="utf-8")
    monkeypatch.setattr(decoding, "SCRIPT", hidden)

    with pytest.raises(NoPhoto, match="HEIC"):
        redraw(content := a_heic(), look(content), tmp_path)


def test_with_it_a_photo_of_an_iphone_is_redrawn(tmp_path: Path):
    drawn = redraw(a_heic(), look(a_heic()), tmp_path)

    assert (drawn.width, drawn.height) == (64, 48)
