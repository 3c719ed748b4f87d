"""A receipt as the bytes of a thermal printer: ESC/POS, Chinese in GB18030, as printers sold in China expect it.

python-escpos knows the commands; what it cannot do is Chinese, so the text goes to it as bytes.
"""

from typing import Final, Literal

from escpos.printer import Dummy

from pos.receipt_code import receipt_code

Paper = Literal[58, 80]
"""Width of the roll in millimetres."""

_CHINESE_ON: Final = b"\x1c&"
"""FS &: two bytes a sign from here on."""
_LEFT, _MIDDLE = {"align": "left"}, {"align": "center"}
_MODULE: Final[dict[Paper, int]] = {58: 5, 80: 6}
"""Dots a module of the QR code."""
_TWO_BYTES: Final = 2


def thermal_bytes(text: str, *, settlement: str | None, paper: Paper, drawer: bool = False) -> bytes:
    """`text` is a receipt of as many cells a line as the paper has; the code of the settlement, where it is of one, follows; then the cut.

    `drawer`: the cash drawer that hangs on the printer is opened.
    """
    printer = Dummy()
    printer.hw("INIT")
    if drawer:
        printer.cashdraw(2)
    printer._raw(_CHINESE_ON)  # noqa: SLF001 - its documented way for commands it has no name for
    printer.set(**_LEFT)
    printer._raw("".join(_printable(sign) for sign in text).encode("gb18030"))  # noqa: SLF001
    if settlement is not None:
        printer.set(**_MIDDLE)
        printer.qr(receipt_code(settlement), native=True, size=_MODULE[paper])
    printer.cut()
    output: bytes = printer.output
    return output


def _printable(sign: str) -> str:
    """A sign that the printer's set (two bytes) lacks becomes a question mark; a control sign never reaches the printer."""
    if sign == "\n":
        return sign
    return sign if sign.isprintable() and len(sign.encode("gb18030", "replace")) <= _TWO_BYTES else "?"
