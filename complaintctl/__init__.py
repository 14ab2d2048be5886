"""A register of complaints over one SQLite file: from the first phone call to a satisfied customer."""

__version__ = "0.1.0"
