"""`gongji books backup` and `gongji books export`."""

from __future__ import annotations

import csv
import errno
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Shell


def sold(gongji: Shell) -> str:
    code = gongji.issue("grandma", "--shown-by", "mother")
    return str(gongji("sell", "--code", code, "--item", "amoxx2", "--at", "clinic", "--json").object["settlement"])


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where copies go; nothing else is in it."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def test_a_backup_passes_the_check_and_explains_the_sale(gongji: Shell, folder: Path, lang: str) -> None:
    settlement = sold(gongji)
    before = gongji.dump()
    ran = gongji("books", "backup", folder / "copy.db", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "copy.db" in ran.out
    assert gongji.dump() == before
    assert left_in(folder) == ["copy.db"]
    url = f"sqlite:///{folder / 'copy.db'}"
    assert gongji("books", "check", "--books", url, "--json").object == {"books": url, "balanced": True, "records": 1, "breaches": []}
    assert gongji("explain", settlement, "--books", url).out == gongji("explain", settlement).out
    assert gongji("books", "export", "--books", url).out == gongji("books", "export").out


def test_a_backup_as_json(gongji: Shell, folder: Path) -> None:
    sold(gongji)
    copy = folder / "copy.db"
    told = gongji("books", "backup", copy, "--json").object
    assert told == {"books": f"sqlite:///{gongji.home / 'books.sqlite'}", "copy": str(copy), "bytes": copy.stat().st_size}
    refused = gongji("books", "backup", copy, "--json").is_refused("file-exists", exit_code=2).object
    assert (refused["ok"], refused["error"]) == (False, "file-exists")


@pytest.mark.parametrize("command", [["backup"], ["export", "--out"], ["export", "--format", "beancount", "--out"]], ids=" ".join)
def test_what_is_there_is_never_overwritten(gongji: Shell, folder: Path, lang: str, command: list[str]) -> None:
    sold(gongji)
    (folder / "precious").write_text("precious", encoding="utf-8")
    for target in (folder / "precious", folder, gongji.home / "books.sqlite"):
        gongji("books", *command, target, "--lang", lang).is_refused("file-exists", exit_code=2)
    assert (folder / "precious").read_text(encoding="utf-8") == "precious"
    for target in (folder / "none" / "x", folder / ("x" * 5000)):
        gongji("books", *command, target, "--lang", lang).is_refused("cannot-write", exit_code=2)
    assert left_in(folder) == ["precious"]
    assert gongji("books", "check").code == 0


#: No file may grow past 40 kB while the command runs: the books are larger. Python keeps away the signal that would end the process.
_LIMITED = """
import resource, sys
from pos.cli import main
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
code = main(sys.argv[1:])
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
sys.exit(code)
"""


def test_a_copy_that_does_not_fit_leaves_no_half_file(gongji: Shell, folder: Path, lang: str) -> None:
    sold(gongji)
    command = [sys.executable, "-c", _LIMITED, "books", "backup", str(folder / "copy"), "--lang", lang]
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith("copy-failed: ")
    assert left_in(folder) == []


def test_what_does_not_reach_the_disk_is_not_called_done(gongji: Shell, folder: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sold(gongji)
    monkeypatch.setattr("os.fsync", full)
    gongji("books", "backup", folder / "copy", "--lang", lang).is_refused("copy-failed")
    gongji("books", "export", "--out", folder / "copy", "--lang", lang).is_refused("cannot-write", exit_code=2)
    assert left_in(folder) == []


def test_csv_has_every_posting_and_adds_up(gongji: Shell, folder: Path, lang: str) -> None:
    settlement = sold(gongji)
    printed = gongji("books", "export", "--lang", lang)
    assert (printed.code, printed.err) == (0, "")
    ran = gongji("books", "export", "--format", "csv", "--out", folder / "a.csv", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert (folder / "a.csv").read_text(encoding="utf-8") == printed.out
    rows = list(csv.DictReader(printed.out.splitlines()))
    assert list(rows[0]) == ["entry", "time", "event", "settlement", "account", "yuan", "prior_year"]
    of_sale = {row["account"]: row["yuan"] for row in rows if row["settlement"] == settlement}
    assert of_sale == {"personal:mother": "-8.75", "fund:370100:resident": "-16.25", "claims:clinic": "25.00"}
    assert {row["event"] for row in rows} == {"opening", "sale"}
    assert all(re.fullmatch(r"-?\d+\.\d\d", row["yuan"]) for row in rows)
    assert sum(int(row["yuan"].replace(".", "")) for row in rows) == 0


def test_beancount_names_every_account_before_its_use(gongji: Shell, folder: Path) -> None:
    settlement = sold(gongji)
    printed = gongji("books", "export", "--format", "beancount").out
    assert gongji("books", "export", "--format", "beancount", "--out", folder / "a.bean").code == 0
    assert (folder / "a.bean").read_text(encoding="utf-8") == printed
    assert f'settlement: "{settlement}"' in printed
    opened = set(re.findall(r"open (\S+) CNY", printed))
    assert set(re.findall(r"^  ([A-Z]\S+)  -?\d+\.\d\d CNY$", printed, re.MULTILINE)) == opened
    assert {"Assets:Personal:Mother", "Liabilities:Fund:370100:Resident", "Assets:Claims:Clinic", "Equity:Opening"} <= opened


def test_an_unknown_format_is_wrong_usage(gongji: Shell, lang: str) -> None:
    assert gongji("books", "export", "--format", "xml", "--lang", lang).is_refused("usage", exit_code=2).out == ""


@pytest.mark.parametrize("command", [["backup", "copy"], ["export", "--out", "copy"]], ids=["backup", "export"])
def test_books_that_are_not_there_are_not_made(gongji: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(folder)
    gongji("books", *command, "--books", f"sqlite:///{folder / 'typo.db'}").is_refused("cannot-open-books")
    assert left_in(folder) == []
