"""Opening the house: its folder, its key, its demo world."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from engine.errors import BadInput, BooksError
from pos.config import read_config
from pos.paths import books_url, home_folder
from pos.wiring import demo_world, open_engine, open_house, open_to_read


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "home"


def test_the_first_opening_makes_folder_key_and_demo_world(home: Path) -> None:
    house = open_house(home=home)
    assert {file.name for file in home.iterdir() if "sqlite-" not in file.name} == {"books.sqlite", "credential.key"}
    key = home / "credential.key"
    assert (stat.S_IMODE(key.stat().st_mode), len(key.read_bytes())) == (0o600, 32)
    assert [person.id for person in house.engine.people()] == [entry.person.id for entry in demo_world().people]
    assert house.institution.id == "pharmacy"
    assert house.home == home
    assert house.engine.check() == []


def test_the_second_opening_keeps_them(home: Path) -> None:
    digits = open_house(home=home).engine.issue("father").digits
    key = (home / "credential.key").read_bytes()
    again = open_house(home=home)
    assert (home / "credential.key").read_bytes() == key
    assert again.engine.holder_of(digits).id == "father", "a code issued before is known after"
    assert len(again.engine.people()) == len(demo_world().people)


def test_another_key_knows_no_code(home: Path) -> None:
    digits = open_house(home=home).engine.issue("father").digits
    (home / "credential.key").write_bytes(bytes(32))
    with pytest.raises(Exception, match="credential-unknown"):
        open_house(home=home).engine.holder_of(digits)


def test_no_digits_are_in_the_books(home: Path) -> None:
    house = open_house(home=home)
    digits = house.engine.issue("father").digits
    house.engine.books.close()
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert digits.encode() not in kept


@pytest.mark.parametrize("where", ["a file", "below a file", "no place"])
def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path, where: str) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    home = {"a file": file, "below a file": file / "home", "no place": Path("/proc/gongji")}[where]
    with pytest.raises(BadInput) as told:
        open_house(home=home)
    assert (told.value.code, told.value.facts["file"]) == ("cannot-write", str(home))
    assert told.value.facts["detail"]


def test_a_key_that_cannot_be_kept_is_one_clear_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    with pytest.raises(BadInput, match="cannot-write"):
        open_house(home=home)
    assert [file.name for file in home.iterdir() if "credential" in file.name] == [], "nothing half-made is left behind"


def test_settings(home: Path) -> None:
    home.mkdir(parents=True)
    assert read_config(home).institution is None
    (home / "config.toml").write_text('institution = "clinic"\nlang = "zh"\ncamera = 1\n', encoding="utf-8")
    told = read_config(home)
    assert (told.institution, told.lang, told.camera) == ("clinic", "zh", 1)
    assert open_house(home=home).institution.id == "clinic"


def test_looking_makes_nothing(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BooksError, match="cannot-open-books"):
        open_to_read(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not (tmp_path / "none.sqlite").exists()
    monkeypatch.setenv("GONGJI_HOME", str(home))
    assert open_to_read(None).people() == []
    assert not (home / "credential.key").exists()


def test_where_things_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGJI_HOME", "~/shop")
    assert home_folder() == Path.home() / "shop"
    monkeypatch.delenv("GONGJI_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home_folder().name == "gongji"
    assert books_url(Path("/x")) == "sqlite:////x/books.sqlite"


def test_an_engine_in_memory_has_the_shipped_editions() -> None:
    engine = open_engine("memory:", secret=b"x")
    engine.found(demo_world())
    edition = engine.edition_for(engine.person("father"))
    assert edition is not None
    assert edition.region == "370100"
    assert engine.now().utcoffset() is not None
