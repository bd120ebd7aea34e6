"""The container file: what it copies is there, nobody in it is root, it holds no secret, and its health check works.

No image is built here: a base image cannot be had on a machine without a registry of images.
"""

import json
import os
import re
import subprocess
import sys

from support.repository import ROOT
from support.served_site import Served, environment_of

FILE = ROOT / "Containerfile"
TEXT = FILE.read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(None, 1) for line in TEXT.splitlines() if line and not line.startswith("#")]


def said(word):
    return [rest for step, rest in STEPS if step == word]


def test_what_it_copies_is_there():
    for rest in said("COPY"):
        if not rest.startswith("--from="):
            assert all((ROOT / source).exists() for source in rest.split()[:-1]), rest


def test_every_part_is_pinned_by_hash():
    installs = [one for rest in said("RUN") for one in rest.split("&&") if "pip install" in one]
    assert installs
    assert all("--require-hashes" in one or "--no-deps ." in one for one in installs)


def test_nobody_in_it_is_root_and_it_holds_no_secret():
    last = TEXT.split("\nFROM ")[-1]
    assert re.search(r"^USER [1-9]\d+$", last, flags=re.MULTILINE)
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert not re.search(r"(SECRET|PASSWORD|_SMTP|_DATABASE)\w*=", TEXT)


def test_its_key_lies_outside_its_data():
    said_in = dict(re.findall(r"(JOINEDUP_\w+)=(\S+)", TEXT))
    assert not said_in["JOINEDUP_AUDIT_KEY"].startswith(said_in["JOINEDUP_DATA"])


def test_its_health_check_finds_a_real_site_well_and_a_stopped_one_not(tmp_path):
    hosts = "site.example,127.0.0.1"
    told = {
        "JOINEDUP_DEMO": "0",
        "JOINEDUP_HOSTS": hosts,
        "JOINEDUP_DATA": str(tmp_path / "data"),
        "JOINEDUP_AUDIT_KEY": str(tmp_path / "keys" / "audit.key"),
    }
    site = Served(environment_of(told), tmp_path, workers=1)
    (health,) = said("HEALTHCHECK")
    _, _, program = json.loads(health.partition("CMD ")[2])
    command = [sys.executable, "-c", program.replace(":8000/", f":{site.port}/")]
    environment = os.environ | {"JOINEDUP_HOSTS": hosts}

    def is_well():
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0

    assert not is_well()
    site.start()
    try:
        assert is_well()
    finally:
        site.stop()
    assert not is_well()
