"""The tables of challenges and sign-offs."""
