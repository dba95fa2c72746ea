"""Each addon's README.md, put together from its readme/ fragments."""

from pathlib import Path

from .addons import Addon

TITLES = {
    "DESCRIPTION": "",
    "CONTEXT": "Use cases",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
    "ROADMAP": "Known issues and roadmap",
    "DEVELOP": "Development",
    "HISTORY": "Changes",
}


def outdated_readmes(addons: list[Addon]) -> dict[Path, str]:
    """Return the READMEs that are not what the fragments give, with what they give."""
    wanted = {addon.path / "README.md": compose(addon) for addon in addons}
    return {
        path: text
        for path, text in wanted.items()
        if not path.exists() or path.read_text() != text
    }


def compose(addon: Addon) -> str:
    """Return the text of the addon's README.md."""
    parts = [f"# {addon.manifest.get('name', addon.name)}"]
    for fragment, title in TITLES.items():
        path = addon.path / "readme" / f"{fragment}.md"
        if path.exists():
            parts += [f"## {title}"] if title else []
            parts.append(path.read_text().strip())
    return "\n\n".join(parts) + "\n"
