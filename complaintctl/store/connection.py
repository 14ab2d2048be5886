"""Temporary."""

from sqlite3 import Connection as Connection
