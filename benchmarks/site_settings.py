"""The site as it is served in a demonstration, with two views of the benchmark's own beside its pages."""

import os

os.environ["JOINEDUP_DEMO"] = "1"

from joinedup.site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.site_urls"
