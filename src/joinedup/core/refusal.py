"""What is said to the person who must mend something."""


class Refusal(Exception):
    """A sentence for the person who must fix it: which file, row, field, what was found, what is allowed.

    Raised for bad input and refused requests, never for faults of the program. The command line prints the
    sentence and exits non-zero without a traceback.
    """
