"""The site's settings as tests and type checks read them: a demonstration's, with nothing of this machine's own."""

import os

os.environ.setdefault("JOINEDUP_DEMO", "1")

from joinedup.site.settings import *  # noqa: F403
