"""What is printed on a roll, as the bytes of a file or a printer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos.thermal import Paper

KINDS = (".txt", ".pdf", ".bin")


def drawn(written: str, kind: str, *, settlement: str | None, paper: "Paper", cells: int, title: str = "") -> bytes:
    """`written` has at most `cells` cells a line; the code of a settlement follows it. `kind` is one of `KINDS`; .bin is ESC/POS."""
    if kind == ".pdf":
        from pos.receipt_pdf import receipt_pdf

        return receipt_pdf(written, settlement=settlement, paper=paper, cells=cells, title=title)
    if kind == ".bin":
        from pos.thermal import thermal_bytes

        return thermal_bytes(written, settlement=settlement, paper=paper)
    return written.encode()
