"""Where parked sales wait: a folder beside the books, one file a sale, for all tills of the institution.

A file is whole or not there, so that neither a kill nor a power cut leaves half a sale. Whoever takes the file away has the sale:
the system lets one till succeed.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from msgspec import DecodeError, ValidationError, json

from engine.errors import BadInput
from pos.new_file import flush_folder, new_file
from pos.parked import ParkedSale

_LARGEST = 4 * 1024 * 1024
_SUFFIX = ".json"
_ASIDE = ".damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file in the folder: the sale in it, or what is wrong with it."""

    name: str
    found: ParkedSale | BadInput


class Parking:
    """`folder` need not be there yet; `institution` is whose sales these are: those of another are neither shown nor touched."""

    def __init__(self, folder: Path, institution: str) -> None:
        self._folder, self._institution = folder, institution

    def put(self, sale: ParkedSale) -> str:
        """Safe on the disk when this returns; the file's name. Raises BadInput `cannot-write`."""
        name = f"{sale.parked_at:%Y%m%dT%H%M%S}-{token_hex(6)}{_SUFFIX}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with new_file(self._folder / name) as fresh, fresh.open("wb") as out:
                out.write(json.encode(sale))
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise BadInput("cannot-write", file=str(self._folder / name), detail=error.strerror or "") from error
        return name

    def all(self) -> Sequence[Waiting]:
        """The oldest first; files that cannot be read among them, each with its error."""
        try:
            names = sorted(file.name for file in self._folder.iterdir() if file.suffix == _SUFFIX)
        except OSError:
            return ()
        found = ((name, self._tried(name)) for name in names)
        return tuple(Waiting(name=name, found=sale) for name, sale in found if sale is not None)

    def _tried(self, name: str) -> ParkedSale | BadInput | None:
        """None for what another till took meanwhile, and for another institution's."""
        try:
            sale = self.look(name)
        except BadInput as error:
            return None if error.code == "no-longer-parked" else error
        return sale if sale.at == self._institution else None

    def look(self, name: str) -> ParkedSale:
        """Takes nothing. Raises BadInput `no-longer-parked`, `bad-parked-sale`."""
        try:
            sale = json.decode(_content(self._folder / name), type=ParkedSale)
        except FileNotFoundError as error:
            raise BadInput("no-longer-parked") from error
        except OSError as error:
            raise BadInput("bad-parked-sale", file=name, detail=error.strerror or "") from error
        except (DecodeError, ValidationError, ValueError, RecursionError) as error:
            raise BadInput("bad-parked-sale", file=name, detail=str(error)[:120]) from error
        return sale

    def take(self, name: str) -> None:
        """It is this till's from now on, and nobody else's. Raises BadInput `no-longer-parked`, `cannot-write`."""
        file = self._folder / name
        try:
            file.unlink()
        except FileNotFoundError as error:
            raise BadInput("no-longer-parked") from error
        except OSError as error:
            raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error
        flush_folder(self._folder)

    def set_aside(self, name: str) -> str:
        """A file that cannot be read goes out of the way, and stays on the disk: its new name. Raises as `take` does."""
        file = self._folder / name
        try:
            return file.rename(file.with_suffix(_ASIDE)).name
        except FileNotFoundError as error:
            raise BadInput("no-longer-parked") from error
        except OSError as error:
            raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error


def _content(file: Path) -> bytes:
    """Of a plain file, not too large: a pipe would keep the till waiting for ever. Raises OSError, ValueError."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as source:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("no plain file")
        content = source.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(f"more than {_LARGEST} bytes")
    return content
