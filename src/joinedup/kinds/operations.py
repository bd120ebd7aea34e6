"""The few operations an indicator's expressions may use.

Each compiles for DuckDB and PySpark and is understood by the plain-Python twin. Months, years and ages are not here:
the JOURNEY contract already holds them as whole numbers and flags.
"""

OPERATIONS = (
    "==, !=, <, <=, >, >=",
    "&, |, ~",
    "+, - of whole numbers",
    ".isin([...]), .notin([...])",
    ".isnull(), .notnull()",
    ".between(low, high)",
    ".fill_null(value)",
)
