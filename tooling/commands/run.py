"""./retail run: serves Odoo with the demo retailer."""

import argparse
import socket
import subprocess
import time
from urllib.error import URLError
from urllib.request import urlopen

from ..demo import Demo
from ..errors import BadInput, Stop
from ..process import end, tail
from ..progress import say, step
from ..workspace import opened

HOST = "127.0.0.1"
PORT = 8069
PORTS_TRIED = 50
START_SECONDS = 180
COLUMNS = ("role", "login", "password", "pin", "where")
TITLES = ("Role", "Log-in", "Password", "PIN", "Where")


def main(arguments: list[str]) -> int:
    """Serve the demo database until Ctrl-C; return the exit code."""
    parser = argparse.ArgumentParser("./retail run", description=__doc__)
    parser.add_argument("--port", type=int, help=f"instead of {PORT}")
    wanted = parser.parse_args(arguments).port
    with opened() as workspace:
        demo = Demo(workspace)
        port = choose_port(wanted)
        address = f"http://{HOST}:{port}"
        with demo.served_at(address):
            demo.bring_up()
            return serve(demo, port, address)


def choose_port(wanted: int | None) -> int:
    """Return the port to serve at: the wanted one, or the first free one from 8069."""
    if wanted is not None and not 1 <= wanted <= 65535:
        raise BadInput(f"{wanted} is no port: give one between 1 and 65535.")
    if wanted is not None and not is_free(wanted):
        raise BadInput(f"Port {wanted} is taken; give another one by --port.")
    for port in [wanted] if wanted else range(PORT, PORT + PORTS_TRIED):
        if is_free(port):
            if port != PORT and not wanted:
                say(f"Port {PORT} is taken, so {port} is used.")
            return port
    raise Stop(f"No port is free from {PORT} on; give one by --port.")


def is_free(port: int) -> bool:
    """Return whether a server can listen at `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(demo: Demo, port: int, address: str) -> int:
    """Run Odoo at `port` and tell the person where it is; return when it ends."""
    log = demo.workspace.home.log(f"{demo.database}-server")
    server = demo.odoo.serve(demo.database, port, log)
    try:
        with step("Odoo: started"):
            wait_until_ready(server, address)
        show_logins(demo, address)
        say(f"\nCtrl-C stops it. Odoo's warnings are in {log}")
        server.wait()
        raise Stop(f"Odoo has ended by itself:\n{tail(log)}")
    except KeyboardInterrupt:
        say("\nStopping ...")
        return 0
    finally:
        end(server)


def wait_until_ready(server: subprocess.Popen, address: str) -> None:
    """Wait until the log-in page is shown; raise Stop if Odoo ends instead."""
    for _ in range(START_SECONDS * 2):
        if server.poll() is not None:
            raise Stop("Odoo did not start.")
        try:
            with urlopen(f"{address}/web/login", timeout=START_SECONDS) as page:
                page.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.5)
    raise Stop(f"Odoo did not answer within {START_SECONDS} seconds.")


def show_logins(demo: Demo, address: str) -> None:
    """Print the address and a table of who can log in and where."""
    say(f"\nOdoo with the demo retailer is at {address}\n")
    rows = [dict(zip(COLUMNS, TITLES, strict=True))]
    for row in demo.logins():
        place = row.get("where") or "/odoo"
        where = f"{address}{place}" if place.startswith("/") else place
        rows.append({name: row.get(name) or "" for name in COLUMNS} | {"where": where})
    widths = {name: max(len(row[name]) for row in rows) for name in COLUMNS}
    for row in rows:
        cells = [row[name].ljust(widths[name]) for name in COLUMNS]
        say(f"  {'   '.join(cells).rstrip()}")
