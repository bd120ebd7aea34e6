"""Keyed pseudonyms worked out inside the engine, so that identifiers never pass through Python."""

import hashlib
import hmac

import duckdb

_BLOCK = 64
LENGTH = 32
"""Hexadecimal digits kept of the 64."""


def install_pseudonyms(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give `connection` the macros `pseudonym(text)`: HMAC-SHA256 (RFC 2104) under `key`, first 32 hex digits.

    `under(text)` gives the 32 digits after those: nothing keeps them, so they serve as the key of `pseudonym_within`,
    which names what belongs to the one that `text` stands for. SHA-256 over a secret of fixed length, cut in half, is
    a keyed hash that cannot be extended, at a quarter of the price of an HMAC.

    The two padded blocks are session variables, so the key is in no SQL text that an error could print.
    """
    block = key.ljust(_BLOCK, b"\0")
    connection.execute("SET VARIABLE inner_pad = $pad", {"pad": bytes(byte ^ 0x36 for byte in block)})
    connection.execute("SET VARIABLE outer_pad = $pad", {"pad": bytes(byte ^ 0x5C for byte in block)})
    whole = "sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(message))))"
    connection.execute(f"CREATE OR REPLACE TEMP MACRO pseudonym(message) AS substr({whole}, 1, {LENGTH})")
    connection.execute(f"CREATE OR REPLACE TEMP MACRO under(message) AS substr({whole}, {LENGTH + 1}, {LENGTH})")
    within = f"substr(sha256(secret || message), 1, {LENGTH})"
    connection.execute(f"CREATE OR REPLACE TEMP MACRO pseudonym_within(secret, message) AS {within}")


def pseudonym(key: bytes, message: str) -> str:
    """Return what the macro gives for one message, for the few that come from a list of people to erase."""
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()[:LENGTH]
