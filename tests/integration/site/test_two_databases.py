"""What identifies people has a database of its own: other tables, another chain, another key."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction

from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.core.refusal import Refusal
from joinedup.site.databases import IDENTIFIABLE, SITE, kept_in
from joinedup.site.environment import audit, databases

pytestmark = pytest.mark.usefixtures("keys")


def tables(using):
    return set(connections[using].introspection.table_names())


def test_each_app_has_its_tables_where_it_says_and_nowhere_else():
    for config in apps.get_app_configs():
        for model in config.get_models():
            for using in (SITE, IDENTIFIABLE):
                assert (model._meta.db_table in tables(using)) == (using in kept_in(config.label)), model


def test_the_two_chains_share_neither_mark_nor_key_nor_heads():
    for using in (SITE, IDENTIFIABLE):
        with transaction.atomic(using=using):
            record("tried", by="person:1", about="case:1", is_grave=True, using=using)
    marks = {ChainEnd.objects.using(using).get(id=1).mark for using in (SITE, IDENTIFIABLE)}
    paths = [path for one in settings.AUDIT.values() for path in one.values()]
    assert len(marks) == 2
    assert len({path.read_bytes() for path in paths}) == len(paths) == 4
    assert [verify(using=using).faults for using in (SITE, IDENTIFIABLE)] == [(), ()]


def test_lines_of_one_chain_fit_nowhere_in_the_other(keys):
    with transaction.atomic(using=IDENTIFIABLE):
        record("tried", by="person:1", about="case:2", using=IDENTIFIABLE)
    own = Line.objects.using(IDENTIFIABLE).order_by("-number").first()
    with connections[IDENTIFIABLE].cursor() as cursor:
        if connections[IDENTIFIABLE].vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_line_update")
        else:
            cursor.execute("DROP TRIGGER audit_line_update ON audit_line")
        other = Line.objects.using(SITE).order_by("-number").first()
        cursor.execute("UPDATE audit_line SET seal = %s WHERE number = %s", [other.seal, own.number])
        assert verify(using=IDENTIFIABLE).faults
        assert not verify(using=SITE).faults
        cursor.execute("UPDATE audit_line SET seal = %s WHERE number = %s", [own.seal, own.number])
    assert not verify(using=IDENTIFIABLE).faults


def test_the_two_are_never_one_database(tmp_path):
    same = {"JOINEDUP_IDENTIFIABLE_DATABASE": f"sqlite:///{tmp_path / 'site.sqlite3'}"}
    with pytest.raises(Refusal, match="another"):
        databases(same, folder=tmp_path)
    with pytest.raises(Refusal, match="JOINEDUP_IDENTIFIABLE_DATABASE") as refused:
        databases({"JOINEDUP_IDENTIFIABLE_DATABASE": "mysql://me:secret@h/x"}, folder=tmp_path)
    assert "secret" not in str(refused.value)
    beside = databases({}, folder=tmp_path)
    assert Path(beside["identifiable"]["NAME"]).name == "identifiable.sqlite3"


def test_keys_and_heads_of_both_stand_beside_one_another():
    said = {"JOINEDUP_AUDIT_KEY": "/keys/a.key", "JOINEDUP_AUDIT_HEADS": "/heads/h"}
    named = audit(said, folder=Path("/data"), demo=False)
    assert named["identifiable"] == {"KEY": Path("/keys/identifiable-a.key"), "HEADS": Path("/heads/identifiable-h")}


def test_the_command_reads_both_records(tmp_path):
    environment = os.environ | {"JOINEDUP_DEMO": "1", "JOINEDUP_DATA": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    program = (
        "from django.db import connections, transaction\n"
        "from joinedup.site.databases import migrate\n"
        "migrate()\n"
        "from joinedup.apps.audit.record import record\n"
        "for using in ('default', 'identifiable'):\n"
        "    with transaction.atomic(using=using): record('tried', by=None, about='case:1', using=using)\n"
        "with connections['identifiable'].cursor() as cursor:\n"
        "    cursor.execute('DROP TRIGGER audit_line_update')\n"
        "    cursor.execute(\"UPDATE audit_line SET about = 'case:2'\")\n"
    )
    setup = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'joinedup.site.settings'; django.setup()\n"
    subprocess.run([sys.executable, "-c", setup + program], env=environment, cwd=tmp_path, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "joinedup.site", "verify_acts"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(done.stdout)
    assert (done.returncode, said["lines"]) == (1, 2)
    assert [fault.split(":")[0] for fault in said["faults"]] == ["In the database of what identifies people"]
