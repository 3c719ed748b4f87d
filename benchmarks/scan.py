"""The project's scanner beside plain pyzbar, plain zxing-cpp and OpenCV's own detectors, on real pictures whose text is known.

    python benchmarks/scan.py FOLDER [--only KIND] [--misses]

FOLDER holds pictures and a `manifest.tsv` with the columns path, symbology, expected (a JSON list of texts) and truth. No such
pictures are in the tree. Times are CPU time of the whole process, from grey pixels to texts; every reader looks at
a picture once, in shuffled order.
Claims (1 is returned when one does not hold): see `GOALS`; no reader of the project gives a wrong text of a QR code.
"""

import argparse
import contextlib
import csv
import json
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from scanner.code import ALL
from scanner.frames import Grey, opencv
from scanner.read import read_codes
from scanner.sources.picture import read_picture

KINDS = {"QR": "QRCODE", "Code128": "CODE128", "EAN13": "EAN13", "DataMatrix": "DATAMATRIX"}
OURS, OURS_QR = "gongji", "gongji, QR only"
GOALS = {"QR": 98.5, "Code128": 98.0, "DataMatrix": 95.0}
"""Per cent of the pictures of a kind, for the project's scanner."""
MEDIAN_MS, MEAN_MS, MISS_MS = 2.0, 8.0, 25.0
"""Of QR pictures read, and of photographs without any code, when QR codes alone are asked for."""

Reader = Callable[[Grey], list[tuple[str, str]]]
"""Symbology as the manifest names it, and text."""


@dataclass
class Score:
    pictures: int = 0
    read: int = 0
    wrong: int = 0
    ms: list[float] = field(default_factory=list)


def readers() -> dict[str, Reader]:
    """By name; those of libraries that are missing here are left out."""
    named = {symbology: kind for kind, symbology in KINDS.items()}

    def ours(grey: Grey) -> list[tuple[str, str]]:
        return [(named.get(code.symbology, code.symbology), code.text) for code in read_codes(grey, symbologies=ALL)]

    def ours_qr(grey: Grey) -> list[tuple[str, str]]:
        return [("QR", code.text) for code in read_codes(grey, symbologies={"QRCODE"})]

    found: dict[str, Reader] = {OURS: ours, OURS_QR: ours_qr}
    for make in (_zxing, _pyzbar, _opencv):
        with contextlib.suppress(ImportError):
            found |= make()
    return found


def _zxing() -> dict[str, Reader]:
    import zxingcpp

    names = {"QR Code": "QR", "Code 128": "Code128", "EAN-13": "EAN13", "Data Matrix": "DataMatrix"}

    def plain(grey: Grey) -> list[tuple[str, str]]:
        return [(names.get(str(found.format), str(found.format)), found.text) for found in zxingcpp.read_barcodes(grey)]

    def qr(grey: Grey) -> list[tuple[str, str]]:
        return [("QR", found.text) for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)]

    return {"zxing-cpp": plain, "zxing-cpp, QR only": qr}


def _pyzbar() -> dict[str, Reader]:
    from pyzbar import pyzbar

    names = {"QRCODE": "QR", "CODE128": "Code128"}

    def plain(grey: Grey) -> list[tuple[str, str]]:
        return [(names.get(found.type, found.type), found.data.decode("utf-8", "replace")) for found in pyzbar.decode(grey)]

    def qr(grey: Grey) -> list[tuple[str, str]]:
        return [("QR", found.data.decode("utf-8", "replace")) for found in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])]

    return {"pyzbar": plain, "pyzbar, QR only": qr}


def _opencv() -> dict[str, Reader]:
    cv2 = opencv()
    bars, kinds = cv2.barcode.BarcodeDetector(), {"EAN_13": "EAN13"}

    def qr(detector: Any) -> Reader:  # noqa: ANN401 - one of two OpenCV classes
        def read(grey: Grey) -> list[tuple[str, str]]:
            try:
                text = detector.detectAndDecode(grey)[0]
            except (cv2.error, UnicodeDecodeError):
                return []
            return [("QR", text)] if text else []

        return read

    def linear(grey: Grey) -> list[tuple[str, str]]:
        texts, types = bars.detectAndDecodeWithType(grey)[1:3]
        return [(kinds.get(kind, kind), text) for text, kind in zip(texts, types, strict=True) if text]

    return {"OpenCV QR": qr(cv2.QRCodeDetector()), "OpenCV QR ArUco": qr(cv2.QRCodeDetectorAruco()), "OpenCV bars": linear}


def plain_text(text: str) -> str:
    """Line ends count alike, and those at the end not at all: sources differ."""
    return text.replace("\r\n", "\n").rstrip("\r\n")


def wanted(row: dict[str, str], only: str | None) -> str | None:
    """The kind a row counts as; None for Shift-JIS payloads (not a till's), codes nobody reads, and other kinds."""
    kind = row["symbology"]
    if kind == "none":
        return "none" if only is None else None
    if kind not in KINDS or row["truth"] == "undecoded" or row["payload"] == "ja" or (only is not None and kind != only):
        return None
    return kind


def measure(folder: Path, only: str | None, *, misses: bool) -> dict[str, dict[str, Score]]:
    """Kind of picture, then reader."""
    every, dice = readers(), random.Random(20261121)  # noqa: S311 - an order, no secret
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: {name: Score() for name in every})
    for read in every.values():
        read(read_picture_of_noise())
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        kind = wanted(row, only)
        if kind is None:
            continue
        grey, expected = read_picture(folder / row["path"]), {plain_text(text) for text in json.loads(row["expected"])}
        for name in dice.sample(sorted(every), len(every)):
            begin = process_time()
            try:
                seen = every[name](grey)
            except ValueError:  # pyzbar, of an orientation that its own table lacks
                seen = []
            score = scores[kind][name]
            score.ms.append((process_time() - begin) * 1000)
            texts = {plain_text(text) for its, text in seen if kind in {its, "none"}}
            score.pictures += 1
            score.read += bool(texts & expected)
            score.wrong += bool(texts - expected)
            if misses and name == OURS and (not texts & expected) != (kind == "none"):
                sys.stdout.write(f"  {row['path']}: {sorted(texts) or 'nothing'}\n")
    return scores


def read_picture_of_noise() -> Grey:
    """To warm every reader up with."""
    import numpy as np

    return np.random.default_rng(0).integers(0, 255, (240, 320)).astype(np.uint8)


def report(scores: dict[str, dict[str, Score]]) -> None:
    for kind, of_kind in scores.items():
        pictures = next(iter(of_kind.values())).pictures
        title = f"photographs without a code ({pictures})" if kind == "none" else f"{kind} ({pictures} pictures)"
        sys.stdout.write(f"\n{title}\n{'':20}  read %  wrong   median      p95     mean ms\n")
        for name, score in sorted(of_kind.items(), key=lambda pair: (-pair[1].read, pair[0])):
            if kind != "none" and not score.read and not score.wrong:
                continue  # cannot read this kind
            ordered = sorted(score.ms)
            p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
            rate = 100 * score.read / score.pictures
            figures = f"{rate:6.1f}  {score.wrong:5d}   {statistics.median(ordered):6.1f}   {p95:6.1f}   {statistics.fmean(ordered):6.1f}"
            sys.stdout.write(f"{name:20}  {figures}\n")


def broken_claims(scores: dict[str, dict[str, Score]]) -> list[str]:
    broken = [
        f"{kind}: {100 * scores[kind][OURS].read / scores[kind][OURS].pictures:.1f} % read, {goal} promised"
        for kind, goal in GOALS.items()
        if kind in scores and 100 * scores[kind][OURS].read / scores[kind][OURS].pictures < goal
    ]
    if "QR" in scores:
        ours = scores["QR"][OURS]
        if ours.wrong:
            broken.append(f"QR: {ours.wrong} wrong texts")
        if statistics.median(ours.ms) > MEDIAN_MS or statistics.fmean(ours.ms) > MEAN_MS:
            broken.append(f"QR: median {statistics.median(ours.ms):.1f} ms, mean {statistics.fmean(ours.ms):.1f} ms")
    if "none" in scores and (miss := statistics.fmean(scores["none"][OURS_QR].ms)) > MISS_MS:
        broken.append(f"a miss costs {miss:.1f} ms, {MISS_MS} promised")
    if "EAN13" in scores:
        ours, peers = scores["EAN13"][OURS], [scores["EAN13"][name] for name in ("zxing-cpp", "pyzbar") if name in scores["EAN13"]]
        if peers and (ours.read <= max(peer.read for peer in peers) or 2 * ours.wrong > min(peer.wrong for peer in peers)):
            broken.append(f"EAN13: {ours.read} read and {ours.wrong} wrong, not better than the libraries")
    return broken


def main() -> int:
    """Print the figures; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--only", choices=sorted(KINDS), help="one kind of code")
    parser.add_argument("--misses", action="store_true", help="name each picture that was not read, or read wrongly")
    arguments = parser.parse_args()
    if arguments.folder is None or not (arguments.folder / "manifest.tsv").is_file():
        sys.stdout.write("skipped: name a folder of pictures with a manifest.tsv, python benchmarks/scan.py FOLDER\n")
        return 0
    scores = measure(arguments.folder, arguments.only, misses=arguments.misses)
    report(scores)
    broken = broken_claims(scores)
    sys.stdout.write("".join(f"\nbroken: {claim}" for claim in broken) + ("\n" if broken else "\nevery claim holds\n"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
