"""What tells a file of ours, and of which version it is."""

APPLICATION_ID = 0x434D504C
VERSION = 3
"""The number of migrations; tests hold it against the list."""
