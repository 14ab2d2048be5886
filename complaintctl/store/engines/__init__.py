"""What differs from one database engine to another; nobody but these files knows a driver."""
