"""What holds for every test: nobody's own books are touched, no locale leaks in, and in CI nothing is skipped."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
IN_CI = bool(os.environ.get("CI"))

# pyproject.toml: there is no wheel of beancount to read the export with
collect_ignore = ["pos/test_export_beancount.py"] if sys.version_info >= (3, 15) else []

set_hypothesis_home_dir(".cache/hypothesis")
# deadline=None: a slow machine is not a wrong result
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci", deadline=None, max_examples=200, derandomize=True, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if IN_CI else "dev")


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the session a data folder of its own and the neutral locale, also for the commands that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGJI_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("LC_ALL", "C.UTF-8")
        for name in ("LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        yield


def fail_if_skipped(report: Report) -> Report:
    """Turn a skip into a failure. A machine that cannot run a test is a hole in CI; an expected failure is not."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: not allowed in CI: {reason}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drawn again in another language or at another size, a screen runs the same lines. Measured once: it doubles a test's time."""
    for item in items:
        drawn = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if drawn.get("lang") == "en" or drawn.get("size", (80, 24)) != (80, 24):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return fail_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return fail_if_skipped((yield))
