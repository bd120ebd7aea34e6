"""Who did what, when: lines that can be added to and never edited unseen."""
