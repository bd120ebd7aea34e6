"""Commands of the record of acts."""
