"""The evidence pages, over what has been released: they open the shelf and nothing else."""
