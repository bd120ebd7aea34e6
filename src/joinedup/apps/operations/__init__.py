"""What keeps the site going: the worker and its chores, messages on their way, releases made from the warehouse."""
