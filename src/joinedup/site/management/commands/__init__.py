"""Commands of the site, run by name: `python -m joinedup.site NAME`."""
