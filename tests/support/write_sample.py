"""Write the sample documents into the folder named: a process of its own, so that tests can change its world."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from joinedup.documents.render import write_all
from support.sample_report import sample_ledger, sample_report

if __name__ == "__main__":
    write_all(sample_report(), sample_ledger(), Path(sys.argv[1]), claims_json="{}\n")
