"""A real Odoo over its own database, and clients that talk to it.

What crosses transactions (several browsers, several workers, a killed process)
cannot be seen from inside one test transaction.
"""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

import requests
from scratch import scratch_database

from odoo.tools import config

PASSWORD = "retail-tests-only"
CLOCK = pathlib.Path(__file__).with_name("clock.py")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Client:
    """One logged-in RPC session; errors of the server are raised as text."""

    def __init__(self, url, database, login, password):
        self.url = url
        self.http = requests.Session()
        answer = self._post(
            "/web/session/authenticate",
            {"db": database, "login": login, "password": password},
        )
        self.uid = answer["uid"]

    def _post(self, path, params):
        reply = self.http.post(
            self.url + path,
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=120,
        ).json()
        if "error" in reply:
            data = reply["error"].get("data", {})
            raise RuntimeError(data.get("message") or str(reply["error"]))
        return reply.get("result")

    def call(self, model, method, *args, **kwargs):
        return self._post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def create(self, model, **values):
        return self.call(model, "create", [values])[0]

    def read(self, model, domain, *fields, **kwargs):
        return self.call(model, "search_read", domain, list(fields), **kwargs)

    def one(self, model, domain, *fields):
        rows = self.read(model, domain, *fields)
        assert len(rows) == 1, f"{model} {domain}: {len(rows)} records"
        return rows[0]


class Served:
    """A clone of the template database with all addons, behind a server process."""

    def __init__(self, database):
        self.database = database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = tempfile.TemporaryFile()
        self.process = None

    def start(self, *options, clock=None):
        """Start the server and wait until it answers.

        :param clock: the moment in UTC that it believes to be now, as text
        """
        program = [CLOCK, clock] if clock else ["-m", "odoo"]
        command = [
            *(sys.executable, *program, "-c", config["config"]),
            *("-d", self.database, f"--db-filter=^{self.database}$"),
            *(f"--http-port={self.port}", f"--gevent-port={free_port()}"),
            *("--http-interface=127.0.0.1", "--max-cron-threads=0"),
            *("--log-level=warn", *options),
        ]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/web/health", timeout=60).ok:
                    return
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.log.seek(0)
                raise AssertionError(self.log.read().decode())
            time.sleep(0.2)

    def stop(self, sig=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(sig)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def client(self, login="admin", password="admin"):
        return Client(self.url, self.database, login, password)


@contextlib.contextmanager
def served(template="RETAIL_TEMPLATE"):
    """Serve a new database with all addons until the block ends.

    :param template: the variable that names what the database is a clone of
    """
    with scratch_database(os.environ[template]) as database:
        server = Served(database)
        try:
            server.start()
            yield server
        finally:
            # At once: nobody needs the database any more.
            server.stop(signal.SIGKILL)
