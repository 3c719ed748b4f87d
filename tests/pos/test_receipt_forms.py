"""A receipt as printer's bytes and as a PDF: what stands on it, the code that names the settlement, where it is sent."""

from __future__ import annotations

import io
import socket
import threading
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from pos.counter import slip_of
from pos.printer import send
from pos.receipt import NARROW, WIDE, receipt
from pos.receipt_code import receipt_code, settlement_in
from pos.receipt_pdf import receipt_pdf
from pos.thermal import thermal_bytes
from scanner.read import scan_picture

if TYPE_CHECKING:
    from pathlib import Path

    from pos.receipt import Slip
    from pos.thermal import Paper
    from pos.wiring import House
    from pos.wording import Lang

ESC, GS, FS = b"\x1b", b"\x1d", b"\x1c"
PAPERS: list[tuple[Paper, int]] = [(58, NARROW), (80, WIDE)]


@pytest.mark.parametrize(("paper", "cells"), PAPERS)
def test_a_printer_gets_chinese_in_two_bytes_the_code_and_the_cut(slip: Slip, paper: Paper, cells: int) -> None:
    text = receipt(slip, "zh", cells)
    data = thermal_bytes(text, settlement=slip.settlement.id, paper=paper)
    assert data.startswith(ESC + b"@" + FS + b"&")
    assert "个人现金".encode("gb18030") in data
    assert all(line.encode("gb18030") in data for line in text.splitlines())
    assert receipt_code(slip.settlement.id).encode() in data
    assert data.endswith(GS + b"V\x00")


def test_the_drawer_is_opened_only_when_asked(slip: Slip) -> None:
    kick = ESC + b"p"
    assert kick not in thermal_bytes("x\n", settlement=slip.settlement.id, paper=80)
    assert kick in thermal_bytes("x\n", settlement=slip.settlement.id, paper=80, drawer=True)


@given(st.text(max_size=60))
def test_no_text_commands_the_printer(text: str) -> None:
    """Whatever a name or an item holds: between the head and the code stand letters and line ends, no escape."""
    data = thermal_bytes(text, settlement="20251121000001", paper=80)
    plain = thermal_bytes("", settlement="20251121000001", paper=80)
    controls = [bytes([sign]) for sign in range(0x20) if sign != 0x0A]
    assert [data.count(sign) for sign in controls] == [plain.count(sign) for sign in controls]


@pytest.mark.parametrize(("paper", "cells"), PAPERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pdf_holds_every_amount_and_its_code_is_read_back(slip: Slip, tmp_path: Path, lang: Lang, paper: Paper, cells: int) -> None:
    text = receipt(slip, lang, cells)
    data = receipt_pdf(text, settlement=slip.settlement.id, paper=paper, cells=cells)
    assert data == receipt_pdf(text, settlement=slip.settlement.id, paper=paper, cells=cells)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    page = document[0]
    assert round(page.get_width() / 72 * 25.4) == paper
    written = "".join(page.get_textpage().get_text_range().split())
    for amount in slip.settlement.figures.by_name().values():
        assert str(amount) in written
    picture = tmp_path / "receipt.png"
    page.render(scale=3).to_pil().save(picture)
    assert [code.text for code in scan_picture(picture)] == [receipt_code(slip.settlement.id)]
    document.close()


@pytest.mark.parametrize("scanned", ["GJ:20251121000014", "gj:20251121000014", "GJ;20251121000014", " GJ:20251121000014\n"])
def test_the_code_names_its_settlement_however_the_scanner_is_set_up(scanned: str) -> None:
    assert settlement_in(scanned) == "20251121000014"


@pytest.mark.parametrize(
    "other", ["", "20251121000014", "GJ:", "GJ:2025", "GJ:" + "1" * 21, "xGJ:20251121000014", "GJ:２０２５１１２１００００１４"]
)
def test_what_is_no_receipts_code_names_none(other: str) -> None:
    assert settlement_in(other) is None


def test_reasons_name_nobody_in_full(house: House, slip: Slip) -> None:
    told = slip_of(house.engine, slip.settlement, house.institution, "zh", reasons=True)
    assert len(told.reasons) == len(slip.settlement.steps)
    assert any("林*溪" in sentence for sentence in told.reasons)
    assert "林若溪" not in receipt(told, "zh")


def test_reasons_stand_on_it_when_asked_for(slip: Slip) -> None:
    from dataclasses import replace

    told = receipt(replace(slip, reasons=("第一条理由", "第二条理由")), "zh")
    assert "1. 第一条理由\n2. 第二条理由" in told
    assert "为什么是这些数字" not in receipt(slip, "zh")


def test_a_network_printer_gets_every_byte() -> None:
    heard = io.BytesIO()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                while part := connection.recv(4096):
                    heard.write(part)

        listening = threading.Thread(target=listen)
        listening.start()
        send(b"bytes" * 5000, f"tcp://127.0.0.1:{server.getsockname()[1]}")
        listening.join()
    assert heard.getvalue() == b"bytes" * 5000


def test_a_device_gets_every_byte_but_a_document_is_not_printed_onto(tmp_path: Path) -> None:
    device, document = tmp_path / "lp0", tmp_path / "letter.txt"
    document.write_text("Dear")
    send(b"receipt", str(device))
    assert device.read_bytes() == b"receipt"
    with pytest.raises(BadInput, match="printer-unreachable"):
        send(b"receipt", str(document))
    assert document.read_text() == "Dear"


@pytest.mark.parametrize("printer", ["tcp://127.0.0.1:1", "tcp://127.0.0.1:99999", "/no/such/device", "tcp://a..b", "tcp://\udcff"])
def test_a_printer_that_is_not_there_is_told(printer: str) -> None:
    with pytest.raises(BadInput) as refused:
        send(b"x", printer)
    assert refused.value.code == "printer-unreachable"


@pytest.mark.parametrize("printer", ["http://x", "tcp://", "tcp://a:b", "usb://1", "tcp://a/b/c"])
def test_what_names_no_printer_is_told(printer: str) -> None:
    with pytest.raises(BadInput) as refused:
        send(b"x", printer)
    assert refused.value.code == "bad-printer"
