"""What the law tests share."""

from typing import cast

import pytest

from ucsmsg import Mode


@pytest.fixture(scope="session", params=["strict", "lenient"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Both modes: what a law says holds in each."""
    return Mode.of(cast(str, request.param))
