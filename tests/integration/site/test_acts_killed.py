"""Killed at fifty random moments while it writes: no act without its line, no line without its act."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
TIMES = 50


@pytest.mark.slow
def test_act_and_line_stand_together_or_not_at_all(address):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    # The models can be read once Django is set up, which `support.site` does.
    program = f"import support.site; from support.site_killing import main; main({address!r}, {TIMES})"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert said["acts"] > TIMES
