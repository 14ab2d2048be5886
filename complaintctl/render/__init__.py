"""Rows in, text out; knows nothing of complaints."""
