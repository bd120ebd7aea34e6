"""One file an indicator; each exports `INDICATOR`. `definitions.catalogue` finds them by walking this folder."""
