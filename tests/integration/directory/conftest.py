"""Django is set up before the models are imported."""

import support.site  # noqa: F401
