"""The last words of a till that failed: into the log, never onto the counter's screen."""

import re
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

_DIGITS = re.compile(r"\d{6,}[\dXx]?")
_MOST = 200


def write_crash(home: Path | None, error: BaseException) -> Path:
    """Type, message and places of the error, long digits blotted out, no values of variables. Returns the file, written or not."""
    folder = Path(gettempdir()) if home is None else home / "log"
    file = folder / "till-crash.log"
    places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    told = _DIGITS.sub("[digits]", f"{type(error).__name__}: {str(error)[:_MOST]}\n{places}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n{told}\n")
    return file
