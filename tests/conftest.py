"""Settings for all tests."""

import os

from hypothesis import HealthCheck, settings

# A test says what comes out, not how fast: a slow machine is no failure. The same tests say the same thing twice; with
# EXPLORE set they look at new examples every time, as the scripts in tests/fuzz always do.
settings.register_profile(
    "ucsmsg",
    deadline=None,
    derandomize="EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ucsmsg")

# What needs more than the extra `test` is run by a script of its own, which sets the variable.
collect_ignore = [folder for folder, variable in {"spark": "WITH_SPARK"}.items() if variable not in os.environ]
