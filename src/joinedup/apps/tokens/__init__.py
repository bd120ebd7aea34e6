"""Tokens: a key for a program that reads as the person who made it, and never more than they may read just then."""
