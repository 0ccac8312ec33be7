"""A line between phones and the server: slow, cut by FIN or RST after so many bytes, or silent when the answer comes."""

import socket
import struct
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from select import select

PIECE = 2048  # bytes
RST_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER of no time


@dataclass(frozen=True)
class Plan:
    """What happens to one connection. cut_at: bytes from the phone that still pass; how: "fin" or "rst"."""

    cut_at: int | None = None
    how: str = "fin"
    drop_answer: bool = False


class Line:
    """Listens on a port of its own until closed. rate: bytes a second in each direction; None: as fast as can be."""

    def __init__(self, to_port: int, rate: float | None = None) -> None:
        self.to_port, self.rate = to_port, rate
        self.plans: deque[Plan] = deque()  # of the next connections, in order; then none has one
        self.breaks: Plan | None = None  # what happens to every connection meanwhile
        self.broken = 0  # how often that was met
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self.listening.accept()
            except OSError:
                return
            plan = self.plans.popleft() if self.plans else Plan()
            threading.Thread(target=self._carry, args=(phone, plan), daemon=True).start()

    def _carry(self, phone: socket.socket, plan: Plan) -> None:
        """Until one of them ends: what comes from each goes to the other."""
        with phone, socket.create_connection(("127.0.0.1", self.to_port)) as server, suppress(OSError):
            passed = 0
            while True:
                for end in select([phone, server], [], [])[0]:
                    piece = end.recv(PIECE)
                    if not piece or (end is server and plan.drop_answer):
                        return None
                    if end is phone and (cut := self._cut_of(plan, passed + len(piece))):
                        server.sendall(piece[: max(0, (cut.cut_at or 0) - passed)])
                        return self._cut(phone, server, cut.how)
                    (server if end is phone else phone).sendall(piece)
                    passed += len(piece) * (end is phone)
                    self._wait(len(piece))

    def _cut_of(self, plan: Plan, passed: int) -> Plan | None:
        """What cuts a connection after so many bytes from the phone."""
        for each in (plan, self.breaks):
            if each and each.cut_at is not None and passed >= each.cut_at:
                self.broken += each is self.breaks
                return each
        return None

    def _cut(self, phone: socket.socket, server: socket.socket, how: str) -> None:
        """By FIN the server may still answer, into nothing; by RST both ends are told at once."""
        if how == "rst":
            for end in (phone, server):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST_ON_CLOSE)
            return
        phone.close()
        server.shutdown(socket.SHUT_WR)
        server.settimeout(5)
        while server.recv(PIECE):
            pass

    def _wait(self, size: int) -> None:
        if self.rate:
            time.sleep(size / self.rate)
