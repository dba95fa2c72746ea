"""The Debian archive that this machine uses, as its own apt sources name it."""

import re
from dataclasses import dataclass
from pathlib import Path

from .errors import Stop
from .process import output

FIELDS = "$(REPO_URI)|$(RELEASE)|$(CODENAME)|$(COMPONENT)|$(SOURCESENTRY)"
ROLLING = {"stable", "oldstable", "testing", "unstable", "sid"}


@dataclass(frozen=True)
class Archive:
    """A Debian mirror, the machine's own suite, and the key that apt checks."""

    mirror: str
    suite: str
    signed_by: str

    def source(self) -> str:
        """Return an apt source of the own suite and of unstable."""
        lines = ["Types: deb", f"URIs: {self.mirror}"]
        suites = dict.fromkeys([self.suite, "unstable"])
        lines += [f"Suites: {' '.join(suites)}", "Components: main"]
        if self.signed_by:
            lines.append(f"Signed-By:{self.signed_by}")
        return "\n".join(lines) + "\n"


def find_archive() -> Archive:
    """Return the machine's Debian archive; raise Stop if its sources name none."""
    codename = read_os_release().get("VERSION_CODENAME", "")
    command = ["apt-get", "indextargets", "--format", FIELDS, "Created-By: Packages"]
    for line in output(command).splitlines():
        mirror, release, known_as, component, entry = line.split("|")
        suites = ROLLING | {codename} if codename else ROLLING
        if component == "main" and suites & {release, known_as}:
            return Archive(mirror, release, signing_key(entry, release))
    raise Stop(
        "The machine's apt sources name no Debian suite to fetch Odoo from;"
        " name an Odoo 19.0 by ODOO_HOME."
    )


def read_os_release() -> dict[str, str]:
    """Return what /etc/os-release says of the system."""
    try:
        text = Path("/etc/os-release").read_text()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name: value.strip("\"'") for name, _, value in pairs}


def signing_key(entry: str, release: str) -> str:
    """Return the value of Signed-By in the apt source `entry` ("file:number").

    It is kept as it is written there (a path, or a whole key in indented lines).
    Empty when the source names none: apt then trusts the system's keys.
    """
    path = Path(entry.rpartition(":")[0])
    text = path.read_text()
    if path.suffix != ".sources":
        lines = [
            line for line in text.splitlines() if re.search(rf"\s{release}\s", line)
        ]
        found = re.search(r"\[[^]]*signed-by=([^]\s]+)", "\n".join(lines))
        return f" {found[1]}" if found else ""
    for stanza in re.split(r"\n\s*\n", text):
        suites = re.search(r"^Suites:(.*)$", stanza, re.MULTILINE | re.IGNORECASE)
        if suites and release in suites[1].split():
            key = r"^Signed-By:(.*(?:\n[ \t].*)*)"
            found = re.search(key, stanza, re.MULTILINE | re.IGNORECASE)
            return found[1] if found else ""
    return ""
