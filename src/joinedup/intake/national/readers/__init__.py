"""One module a published file: each declares a `READER`, found by walking this folder."""
