"""gunicorn's settings (security.md 5). gthread survives slow phones; sync is for behind a buffering proxy (deploy/nginx.conf)."""

import contextlib
import ctypes
import gc
import os
import sys
import time
from threading import Thread
from typing import Any

from gunicorn.arbiter import Arbiter

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = os.environ.get("WORKER_CLASS", "gthread")
workers, threads = (2, 4) if worker_class == "gthread" else (4, 1)  # with threads gunicorn would make sync gthread
timeout = 60
graceful_timeout = 30
keepalive = 5
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
umask = 0o077
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1"
max_requests = 20000
max_requests_jitter = 2000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None

M_MMAP_THRESHOLD = -3  # malloc.h


def post_fork(_server: Any, _worker: Any) -> None:
    """Threads that write let go of the interpreter at every query: a short turn keeps the write lock short too.

    Large blocks (argon2's 19 MiB) go back to the system instead of staying with each thread.
    """
    sys.setswitchinterval(0.0005)
    with contextlib.suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1 << 20)


def settle() -> None:
    """What the program loaded stays for good: the collector need not walk it again at every few hundred requests."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """A worker refuses to serve a database that is not at this program's migration.

    Where the database does not answer, the first workers refuse too; a later one says so at every request (503) and looks
    once it answers: the others, who serve, would end with it.
    """
    from sqlalchemy.exc import OperationalError

    try:
        _check_schema(worker.wsgi)
    except OperationalError as error:
        if worker.age <= worker.cfg.workers:
            raise
        worker.log.error("the database does not answer, its migration is looked at later: %s", error.orig)
        Thread(target=_check_later, args=(worker,), daemon=True).start()
    settle()


def _check_schema(app: Any) -> None:
    from app.database import check_schema  # here, so that the master holds no old program after a reload

    with app.app_context():
        check_schema(app)


def _check_later(worker: Any) -> None:
    from sqlalchemy.exc import OperationalError

    from app.database import SchemaError

    while True:
        time.sleep(1)
        try:
            return _check_schema(worker.wsgi)
        except OperationalError:
            continue
        except SchemaError as error:
            worker.log.critical("SchemaError: %s", error)
            os._exit(Arbiter.WORKER_BOOT_ERROR)
