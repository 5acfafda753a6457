"""The grammar goes with the package: an installed one carries it inside, a checkout has it beside the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = "from ucsmsg import quasi; print(quasi.__file__, quasi.parse('[01]', 'lenient').value)"


@pytest.mark.parametrize("place", ["grammar", "ucsmsg/grammar"])
def test_the_grammar_is_found_beside_the_package_and_inside_it(tmp_path: Path, place: str) -> None:
    shutil.copytree(ROOT / "ucsmsg", tmp_path / "ucsmsg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammar", tmp_path / place)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-c", READ]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)  # noqa: S603  # our own command
    assert done.stdout == f"{tmp_path / 'ucsmsg/quasi/__init__.py'} [1]\n"
