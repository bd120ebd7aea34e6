"""One file a disclosure policy; each exports `POLICY`."""
