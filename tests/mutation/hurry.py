"""A pytest plugin for mutation testing: a property that fails has killed its mutant; the smallest example is not looked for."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation", phases=[Phase.explicit, Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("mutation")
