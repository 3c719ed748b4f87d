"""Draw the pictures of fixtures/qr anew: `python -m tests.house.make_pictures`. What is in no list there is deleted."""

from __future__ import annotations

import sys

from tests.house.pictures import FOLDER, draw, manifest, stage


def main() -> None:
    told, texts = manifest(), stage().texts
    listed = {picture.file for picture in told.pictures}
    for file in FOLDER.iterdir():
        if file.suffix != ".toml" and file.name not in listed:
            file.unlink()
    for picture in told.pictures:
        data = draw(picture, texts[picture.file])
        (FOLDER / picture.file).write_bytes(data)
        sys.stdout.write(f"{picture.file}  {len(data)} bytes\n")


if __name__ == "__main__":
    main()
