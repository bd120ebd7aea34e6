"""The slow, plain-Python twin of treatment and measures.

It reads the providers' files itself and takes every rule and code list as plain data, so that it can agree with the
product only by being right. It imports `joinedup.core` and nothing else of the product; a test holds it to that.
"""
