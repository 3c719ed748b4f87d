"""The command line as a script sees it: arguments in, exit code and two streams out, and the books before and after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
import pytest

from pos.cli import main

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output read as one JSON object a line; fails where a line is none."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        """The only object."""
        (only,) = self.objects
        return only

    def is_refused(self, code: str, *, exit_code: int = 1) -> Ran:
        """One line on standard error, which begins with the code and goes on with a sentence; nothing that a terminal would obey."""
        assert (self.code, self.err.splitlines()[0].split(": ")[0]) == (exit_code, code)
        assert len(self.err.splitlines()) == 1, self.err
        assert len(self.err) > len(code) + 8
        assert "\x1b" not in self.out + self.err
        assert "Traceback" not in self.err
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """`gongji` in this process, with a data folder of its own. What libraries write past Python is caught as well."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Ran:
        self.capture.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(str(leaving.code))
        caught = self.capture.readouterr()
        return Ran(code=code, out=caught.out, err=caught.err)

    def process(self, *arguments: str | Path, **environment: str) -> Ran:
        """The same in a process of its own."""
        ended = subprocess.run(
            [sys.executable, "-m", "pos.cli", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Ran(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())

    def issue(self, person: str, *more: str) -> str:
        """A fresh code's digits."""
        return str(self("qr", person, "--json", *more).object["digits"])

    def picture(self, person: str, *more: str) -> Path:
        """A fresh code, drawn."""
        file = self.home.parent / f"{person}.png"
        assert self("qr", person, "--out", file, *more).code == 0
        return file

    def dump(self) -> str:
        """Every row of every table of the user's books."""
        connection = apsw.Connection(str(self.home / "books.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            tables = sorted(str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"))
            return "\n".join(f"{table} {row}" for table in tables for row in connection.execute(f"SELECT * FROM {table}"))  # noqa: S608
        finally:
            connection.close()


@pytest.fixture
def gongji(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    """A shell whose books are not there yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("GONGJI_HOME", str(home))
    return Shell(home=home, capture=capfd)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A small world in which one sale is quoted and settled: 25.00 at 80 %, the rest from the account."""
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    return file


SMALL = """
title = "One sale"
clock = "2025-11-21T09:00:00+08:00"
seed  = 5
people = [
  { id = "buyer", name = "陈安", region = "370100", insurance = "employee", account = "100", deductible_paid = "200" },
  { id = "child", name = "陈一", region = "370100", insurance = "resident" },
]
institutions = [{ id = "clinic", name = "社区", kind = "hospital", level = "primary", region = "370100" }]
items = [{ code = "a", name = "阿莫西林胶囊", class = "A", price = "12.50" }]

[[steps]]
do     = "sale"
as     = "s1"
holder = "buyer"
lines  = [{ item = "a", quantity = "2" }]
expect = { ok = true, fen = { total = 2500, fund = 2000, own_account = 500 } }
"""
