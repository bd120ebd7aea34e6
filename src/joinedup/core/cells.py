"""Text as a cell of a spreadsheet may hold it: read as words, never as something to work out."""

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_text(text: str) -> str:
    """Return `text` for a cell of a table that we write, with an apostrophe before a beginning that could run.

    A spreadsheet takes a cell of a CSV that begins with = + - or @ for a formula, whoever wrote the words (a sender,
    in a name or a header); a formula can send what stands beside it to an address. Numbers are written as numbers, so
    a minus sign in text is never one. The apostrophe is what the Open Worldwide Application Security Project advises
    under "CSV injection".
    """
    return f"'{text}" if text.startswith(_STARTS) else text
