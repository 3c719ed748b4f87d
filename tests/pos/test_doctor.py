"""The examination of a machine: what is there, what is missing, and how to mend it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Self

import pytest

from pos import doctor
from pos.cli import main
from pos.doctor import Finding, examine
from pos.wording import LANGUAGES, Lang
from scanner.decoders import DecoderReport
from scanner.errors import CameraError

if TYPE_CHECKING:
    from pathlib import Path


class NoCamera:
    def __init__(self, source: int) -> None:
        self.source = source

    def __enter__(self) -> Self:
        raise CameraError("camera-absent", {"source": self.source})

    def __exit__(self, *_: object) -> None:
        raise AssertionError


class SomeCamera(NoCamera):
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go."""


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No camera, a data folder of its own."""
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(doctor, "Camera", NoCamera)


def found(key: str, lang: Lang = "en") -> Finding:
    (only,) = [finding for finding in examine(lang) if finding.key == key]
    return only


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_good_machine(lang: Lang) -> None:
    findings = examine(lang)
    assert all(finding.good or not finding.required for finding in findings), findings
    assert all(bool(finding.remedy) != finding.good for finding in findings), "a remedy where something is missing, and only there"
    assert {finding.key for finding in findings} == {
        *("decoder-zxing-cpp", "decoder-zbar", "decoder-quirc", "camera", "terminal", "books", "policies"),
        *("package-pos", "package-scanner", "package-engine"),
    }


def test_exit_code_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(told) == 10
    assert all(list(finding) == ["what", "ok", "required", "text", "remedy"] for finding in told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_as_text(capsys: pytest.CaptureFixture[str], lang: Lang) -> None:
    assert main(["doctor", "--lang", lang]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 10
    assert told.err == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", ["package-missing", "library-missing", "library-too-old"])
def test_zbar_is_optional_and_its_remedy_is_a_command(monkeypatch: pytest.MonkeyPatch, lang: Lang, reason: str) -> None:
    monkeypatch.setattr(doctor, "report", lambda: (DecoderReport(name="zbar", version=None, present=False, reason=reason),))
    finding = found("decoder-zbar", lang)
    assert (finding.good, finding.required) == (False, False)
    assert finding.remedy
    assert main(["doctor"]) == 0


def test_zxing_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "report", lambda: (DecoderReport(name="zxing-cpp", version=None, present=False, reason="package-missing"),))
    finding = found("decoder-zxing-cpp")
    assert (finding.good, finding.required) == (False, True)
    assert "zxing-cpp" in finding.remedy
    assert main(["doctor"]) == 1


def test_a_camera_is_welcome(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("camera").remedy
    monkeypatch.setattr(doctor, "Camera", SomeCamera)
    assert found("camera").good


@pytest.mark.parametrize(("size", "good"), [((80, 24), True), ((79, 24), False), ((80, 23), False), ((200, 60), True)])
def test_a_terminal_that_is_too_small(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], good: bool) -> None:  # noqa: FBT001
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(size[0]))
    monkeypatch.setenv("LINES", str(size[1]))
    assert found("terminal").good is good


def test_books_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "books.sqlite").write_text("no books", encoding="utf-8")
    finding = found("books")
    assert (finding.good, finding.required) == (False, True)
    assert finding.remedy
    assert main(["doctor"]) == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    assert not found("books").good
    assert main(["doctor"]) == 1


def test_another_package_of_our_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "packages_distributions", lambda: {"pos": ["gongji", "pos-tagger"], "engine": ["gongji"]})
    finding = found("package-pos")
    assert (finding.good, finding.required) == (False, True)
    assert "pos-tagger" in finding.text
    assert found("package-engine").good
    assert main(["doctor"]) == 1
