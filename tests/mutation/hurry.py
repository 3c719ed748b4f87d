"""A pytest plugin for mutation testing: a property that fails has killed its mutant; the smallest example is not looked for."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation",
    phases=[Phase.explicit, Phase.generate],
    database=None,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)


def pytest_configure() -> None:
    """After tests/conftest.py, which loads a profile of its own."""
    settings.load_profile("mutation")
