"""The user's settings: config.toml in the data folder, if there is one."""

from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Literal

from msgspec import Struct, ValidationError, convert

from engine.errors import BadInput


class Config(Struct, kw_only=True, forbid_unknown_fields=True):
    """`institution`: the till's own, by id. `lang`: zh or en. `camera`: device index, stream URL or file."""

    institution: str | None = None
    lang: Literal["zh", "en"] | None = None
    camera: int | str | None = None


def read_config(home: Path) -> Config:
    """Defaults without a file. Raises BadInput `bad-config`."""
    file = home / "config.toml"
    try:
        return convert(loads(file.read_text(encoding="utf-8")), Config)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, TOMLDecodeError, ValidationError) as error:
        raise BadInput("bad-config", file=str(file), detail=str(error)[:200]) from error
