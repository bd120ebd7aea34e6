"""A ledger and its figures become a Report: order, paragraphs, tables and pictures, no new numbers."""
