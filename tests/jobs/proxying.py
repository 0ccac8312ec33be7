"""nginx with the file of deploy/, on ports and with a certificate of the test's own."""

import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from app.config import ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is missing: apt-get install nginx-light")
FRAME = "daemon off;\nmaster_process off;\nerror_log stderr;\npid {folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\ninclude {folder}/sotayso.conf;\n}}\n"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configured(folder: Path, server: int) -> tuple[list[str], int]:
    """The command that runs nginx before a server's port, and the port it answers https on."""
    plain, https = free_port(), free_port()
    make_certificate(folder)
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for said, meant in (
        ("127.0.0.1:8000", f"127.0.0.1:{server}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{https} "),
        ("/etc/ssl/sotayso", str(folder)),
    ):
        assert text.count(said) >= 1, said
        text = text.replace(said, meant)
    (folder / "sotayso.conf").write_text(text, encoding="utf-8")
    temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS)
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, temporary=temporary), encoding="utf-8")
    return [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"], https


def make_certificate(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    files = ["-subj", "/CN=sotayso.example.vn", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run([*made, *files], check=True, capture_output=True, timeout=30)


def limit_of_bodies() -> int:
    """Bytes nginx lets through."""
    found = re.search(r"client_max_body_size (\d+)m;", (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8"))
    assert found
    return int(found[1]) * 1024 * 1024
