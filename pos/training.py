"""Training: books of its own in the data folder, filled with the demo world and the people who each provoke one thing."""

from pathlib import Path

from engine.service.found import World
from pos.hospital import hospital
from pos.paths import SHIPPED
from pos.toml_file import read_toml
from pos.world import WorldFile

FILE = "training.sqlite"


def training_url(home: Path) -> str:
    """Its books, beside the real ones and never the same."""
    return f"sqlite:///{home / FILE}"


def is_training(url: str) -> bool:
    """Whether books are training's: told by their file's name, so that a copy of the folder, and any command on them, knows it too."""
    return url.startswith("sqlite:///") and Path(url).name == FILE


def training_tables() -> WorldFile:
    """The demo world, a hospital's services, and training's own people, places and goods, as tables."""
    parts = [_shipped(name) for name in ("world.toml", "stock.toml", "training.toml")]
    return WorldFile(
        people=[person for part in parts for person in part.people],
        institutions=[place for part in parts for place in part.institutions],
        items=[*(item for part in parts for item in part.items), *hospital().items],
        family_accounts=[binding for part in parts for binding in part.family_accounts],
        grants=[grant for part in parts for grant in part.grants],
    )


def training_world() -> World:
    """The same, as books are founded with."""
    return training_tables().world()


def _shipped(name: str) -> WorldFile:
    return read_toml(SHIPPED / "demo" / name, WorldFile, code="bad-world")
