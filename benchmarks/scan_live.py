"""A code held before the camera: is it found within five frames, and what does a frame without one cost?

    python benchmarks/scan_live.py FOLDER

FOLDER holds frames of 1280x720 and a `manifest.tsv` as for `scan.py`; frames of kind "none" hold no code. Each frame stands still for
five of the camera's. The peers are plain pyzbar, plain zxing-cpp and OpenCV's detectors, one look each.
Claims: every code that a peer reads is found within five frames; a frame without a code costs 5 ms of work on average.
"""

import argparse
import csv
import json
import statistics
import sys
from pathlib import Path
from time import process_time

from scan import OURS, OURS_QR, plain_text, readers

from scanner.live import LiveReader
from scanner.sources.picture import read_picture

FRAMES, MISS_MS, ROUND = 5, 5.0, 30
"""Frames a code has; the promise; and frames of one kind of emptiness, a whole turn of what the reader does by turns."""


def main() -> int:
    """Print the figures; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    if folder is None or not (folder / "manifest.tsv").is_file():
        sys.stdout.write("skipped: name a folder of frames with a manifest.tsv, python benchmarks/scan_live.py FOLDER\n")
        return 0
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    peers = {name: read for name, read in readers().items() if name not in {OURS, OURS_QR}}
    found = lost = wrong = ours_alone = 0
    misses: list[float] = []
    lost_names: list[str] = []
    for row in rows:
        grey, expected = read_picture(folder / row["path"]), {plain_text(text) for text in json.loads(row["expected"])}
        live = LiveReader()
        if row["symbology"] == "none":
            begin = process_time()
            wrong += sum(bool(live.read(grey)) for _ in range(ROUND))
            misses.append((process_time() - begin) * 1000 / ROUND)
            continue
        texts: set[str] = set()
        for _ in range(FRAMES):
            texts = {plain_text(code.text) for code in live.read(grey)}
            if texts:
                break
        hit = bool(texts & expected)
        wrong += bool(texts - expected)
        read_by = [name for name, read in peers.items() if _reads(read, grey, expected)]
        found += hit
        ours_alone += hit and not read_by
        if read_by and not hit:
            lost += 1
            lost_names.append(f"  {row['path']}: {', '.join(read_by)}\n")
    codes = len(rows) - len(misses)
    sys.stdout.write(f"codes {codes}  found within {FRAMES} frames {found}  of those no peer reads {ours_alone}  wrong {wrong}\n")
    sys.stdout.write(f"read by a peer and not found {lost}\n" + "".join(lost_names))
    mean = statistics.fmean(misses)
    sys.stdout.write(f"a frame without a code: mean {mean:.2f} ms of work (limit {MISS_MS}), worst kind {max(misses):.2f} ms\n")
    return 0 if not lost and not wrong and mean <= MISS_MS else 1


def _reads(read: object, grey: object, expected: set[str]) -> bool:
    try:
        return any(plain_text(text) in expected for _, text in read(grey))
    except ValueError:  # pyzbar, of an orientation that its own table lacks
        return False


if __name__ == "__main__":
    sys.exit(main())
