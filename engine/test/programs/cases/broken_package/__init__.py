"""A package one of whose modules fails while it is imported."""
