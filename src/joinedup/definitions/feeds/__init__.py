"""One module a feed; `catalogue.feeds` finds them."""
