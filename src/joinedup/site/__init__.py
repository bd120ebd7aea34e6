"""The site: Django's project. Settings come from the environment; what people do lives in `joinedup.apps`."""
