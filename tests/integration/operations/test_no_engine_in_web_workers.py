"""A web worker meets the public network: after serving every kind of page it has loaded no engine to open rows with."""

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[2]
ENGINES = {"duckdb", "ibis", "polars", "pyarrow", "numpy", "scipy", "pandas", "sqlglot", "vl_convert"}
ROOMS = {"jobs.releasing", "warehouse.store", "warehouse.engine", "warehouse.vault", "measures", "treatment", "release"}
PROGRAM = """
import json, sys, tempfile
from pathlib import Path
import support.site
from joinedup.site.environment import database
from joinedup.site import wsgi
from django.test import Client
from django.urls import get_resolver
folder = Path(tempfile.mkdtemp())
with support.site.on_database(database({}, folder=folder)):
    from support.desk import as_role
    paths = ["/", "/help", "/services", "/data-flows", "/evidence", "/health", "/nothing"]
    statuses = {path: Client().get(path).status_code for path in paths}
    for role in ("analyst", "administrator", "information-governance-lead", "partnership-manager"):
        client = as_role(role)
        for page in ("", "/releases", "/releases/new", "/messages", "/agreements", "/audit"):
            client.get(f"/desk{page}")
    asked = as_role("analyst").post("/desk/releases/new", {"year": "2021/22", "areas": "", "agreement": ""})
print(json.dumps({"asked": asked.status_code, "health": statuses["/health"], "loaded": sorted(sys.modules)}))
"""


def test_no_engine_is_loaded():
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    loaded = set(said["loaded"])
    assert (said["asked"], said["health"]) == (302, 200)
    assert "joinedup.apps.operations.tasks" in loaded
    assert not {name.split(".")[0] for name in loaded} & ENGINES
    assert not {f"joinedup.{room}" for room in ROOMS} & loaded
