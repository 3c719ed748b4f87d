"""What a scenario is played with instead of the real thing: a clock that stands still, and a picture that no phone shows."""

from datetime import datetime

from engine.errors import EngineError


class ManualClock:
    """A clock that moves when a scenario says so."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.now


def through_a_picture(text: str) -> str:
    """Draw `text` as a QR picture and read it back.

    Raises EngineError `no-code` if the scanner cannot: a fault of ours, not of the text.
    """
    from scanner.encode import png_bytes
    from scanner.read import read_codes
    from scanner.sources.picture import read_picture_bytes

    codes = read_codes(read_picture_bytes(png_bytes(text)))
    if not codes:
        raise EngineError("no-code", file="QR")
    return codes[0].text
