"""Where a receipt's bytes go: a printer on the network, or a device or file."""

import re
from pathlib import Path
from socket import create_connection
from typing import Final

from engine.errors import BadInput

_PORT: Final = 9100
"""Where printers listen for raw bytes (AppSocket, "JetDirect")."""
_PATIENCE: Final = 5.0
"""Seconds until a printer that does not answer is given up."""
_NETWORK = re.compile(r"tcp://(?P<host>\[[0-9a-fA-F:.]+\]|[^:/\[\]]+)(:(?P<port>[0-9]{1,5}))?/?")


def send(data: bytes, printer: str) -> None:
    """`printer` is tcp://HOST[:PORT], or a device such as /dev/usb/lp0. Raises BadInput `printer-unreachable`, `bad-printer`."""
    found = _NETWORK.fullmatch(printer)
    if found is None and "://" in printer:
        raise BadInput("bad-printer", printer=printer[:80])
    try:
        if found is None:
            _to_device(data, Path(printer))
            return
        with create_connection((found["host"].strip("[]"), int(found["port"] or _PORT)), timeout=_PATIENCE) as connection:
            connection.sendall(data)
    except (OSError, OverflowError, UnicodeError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BadInput("printer-unreachable", printer=printer[:80], detail=str(detail)[:120]) from error


def _to_device(data: bytes, device: Path) -> None:
    """Never over a file that holds something: a slip of the finger must not print onto a document."""
    if device.is_file() and device.stat().st_size:
        raise FileExistsError(17, "a file, and not empty")
    with device.open("wb", buffering=0) as out:
        left = memoryview(data)
        while left:
            left = left[out.write(left) :]
