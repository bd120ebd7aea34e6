"""One file a measure of how providers keep their records; each exports `MEASURE`."""
