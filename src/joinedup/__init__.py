"""joinedup: what a local drug and alcohol partnership holds, turned into checked claims and documents."""

__version__ = "0.1.0"
