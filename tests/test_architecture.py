"""The walls of the house, where a static contract cannot see: running processes, calls, words and sizes.

The static ones are the import-linter contracts in pyproject.toml.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pos", "scanner", "engine")
PURE = ("engine/money.py", "engine/model", "engine/adjudicate", "engine/allocate")

HEAVY = {"textual", "apsw", "cv2", "numpy", "PIL", "zxingcpp", "pyzbar", "msgspec", "pypinyin", "aiohttp", "jinja2", "textual_serve"}
OUTSIDE_THE_CORE = {"apsw", "msgspec", "logging", "numpy", "textual", "asyncio", "random", "secrets", "socket", "subprocess", "tomllib"}
AFTER_THE_FIRST_PAINT = {
    "apsw",
    "msgspec",
    "tomllib",
    "engine.service",
    "engine.ledger",
    "engine.policy",
    "engine.adjudicate",
    "pos.wiring",
}
MUST_NOT_DRAG_IN = {
    "pos.cli": HEAVY,
    "pos.app": AFTER_THE_FIRST_PAINT,
    "engine.errors": OUTSIDE_THE_CORE | {"engine.money", "engine.model"},
    "engine.money": OUTSIDE_THE_CORE,
    "engine.model": OUTSIDE_THE_CORE,
    "engine.adjudicate": OUTSIDE_THE_CORE,
    "engine.allocate": OUTSIDE_THE_CORE,
    "scanner": {"numpy", "cv2", "PIL", "zxingcpp", "pyzbar", "qrcode", "textual"},
}

# the names that the national interface gives to its fields; ours stand in docs/terms.md
NATIONAL = re.compile(
    r"\b(?:medfee_sumamt|fulamt_ownpay_amt|overlmt_selfpay|preselfpay_amt|inscp_scp_amt|act_pay_dedc|hifp_pay|fund_pay_sumamt|"
    r"psn_part_amt|acct_pay|psn_cash_pay|acct_mulaid_pay|acct_used_flag|mdtrt_cert_type|mdtrt_cert_no|psn_no|fixmedins_code|"
    r"setl_id|mdtrt_id|med_type|insutype|insuplc_admdvs|ecToken|drug_trac_codg)\b"
)


def python_files(*roots: str) -> list[Path]:
    """Return the Python files under these paths, a path to one file included."""
    found = [ROOT / root for root in roots if root.endswith(".py")]
    return found + sorted(path for root in roots for path in (ROOT / root).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def printed(program: str) -> str:
    """By a process that nothing is measured in: coverage imports much itself."""
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True, env=unmeasured).stdout


@pytest.mark.parametrize("module", MUST_NOT_DRAG_IN)
def test_importing_it_drags_in_nothing_it_must_not(module: str) -> None:
    program = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    modules = json.loads(printed(program))
    assert module in modules
    assert not MUST_NOT_DRAG_IN[module].intersection(modules)


def test_the_arguments_of_all_commands_drag_in_nothing_heavy() -> None:
    program = f"import sys; from pos.cli import parser_for; parser_for('en'); print(sorted({HEAVY!r}.intersection(sys.modules)))"
    assert printed(program) == "[]\n"


def test_an_empty_till_is_drawn_before_the_engine_is_read() -> None:
    program = f"""
import asyncio, sys
from pos.app import TillApp

async def paint():
    TillApp.on_mount = lambda _: None  # nothing is opened
    async with TillApp(lambda: None, lang="en").run_test() as pilot:
        await pilot.pause()
        print(sorted({AFTER_THE_FIRST_PAINT!r}.intersection(sys.modules)))

asyncio.run(paint())
"""
    assert printed(program) == "[]\n"


def test_a_pharmacys_sale_and_its_refund_read_nothing_of_a_hospitals_visits() -> None:
    program = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from decimal import Decimal
from engine.model.bill import Bill, Line
from engine.model.codes import Care
from pos.counter import slip_of
from pos.wiring import open_house
with TemporaryDirectory() as home:
    house = open_house(home=Path(home), url="memory:")
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=house.shelf()[0], quantity=Decimal(1)),))
    sold = house.engine.settle(bill, house.engine.issue("father").digits)
    assert slip_of(house.engine, sold, house.institution, "en").settlement == sold
    house.engine.refund(sold.id)
    print([name for name in sys.modules if name.startswith(("engine.", "pos.")) and ".visit" in name])
    house.engine.visits
    print("engine.model.visit" in sys.modules)
"""
    assert printed(program) == "['engine.service.visit_follows']\nTrue\n"


def test_a_start_reads_no_other_command_than_its_own() -> None:
    program = """
import sys
from pos.cli import main
main()
print(sorted(name for name in sys.modules if name.startswith("pos.commands.")))
"""
    ran = subprocess.run([sys.executable, "-c", program, "policy", "list"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == str([f"pos.commands.{name}" for name in ("compare", "console", "parser", "policy", "till")])


def test_the_command_line_refuses_a_wrong_word_without_the_heavy_packages() -> None:
    program = f"""
import sys
from pos.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted({HEAVY!r}.intersection(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", program, "no-such-command"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[]"
    assert "Traceback" not in ran.stderr


def test_only_the_scanner_imports_a_library_by_its_name() -> None:
    """An import by name is seen by no contract: the decoders, which may be missing, have a reason; a way around a wall has none."""
    by_name = {
        (named(path).partition("/")[0], str(node.args[0].value).partition(".")[0])
        for path in python_files(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and isinstance(node.args[0], ast.Constant)
    }
    assert by_name <= {("scanner", "cv2"), ("scanner", "zxingcpp"), ("scanner", "pyzbar"), ("scanner", "deqr")}


@pytest.mark.parametrize("path", python_files(*PURE), ids=named)
def test_the_core_asks_no_clock(path: Path) -> None:
    clocks = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
    asked = [
        f"line {node.lineno}: {node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks
    ]
    assert asked == []


@pytest.mark.parametrize("path", python_files(*PURE), ids=named)
def test_the_core_has_no_float(path: Path) -> None:
    floats = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert floats == []


@pytest.mark.parametrize("path", python_files(*PACKAGES), ids=named)
def test_national_field_names_stay_at_the_gateway(path: Path) -> None:
    if named(path).startswith("engine/gateway/"):
        return
    assert NATIONAL.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", python_files(*PACKAGES), ids=named)
def test_one_concept_a_file(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, "past 250 lines a file holds two concepts"
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}


@pytest.mark.parametrize("path", python_files("engine", "scanner"), ids=named)
def test_no_rule_asks_which_region_it_is_in(path: Path) -> None:
    """Where regions differ in kind, the edition names a function from a table."""
    asked = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        and "region" in ast.unparse(node.left)
        and any(isinstance(other, ast.Constant) and isinstance(other.value, str) and other.value for other in node.comparators)
    ]
    assert asked == []
