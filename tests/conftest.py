"""Settings for all tests."""

from hypothesis import HealthCheck, settings

# A test says what comes out, not how fast: a slow machine is no failure.
settings.register_profile("ucsmsg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ucsmsg")
