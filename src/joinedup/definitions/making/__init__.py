"""How some of the declared tables were made from published files, so that they can be made again from newer ones."""
