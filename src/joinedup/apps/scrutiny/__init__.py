"""Second readers: who challenges a released figure, what is answered, and who signs a document off."""
