"""A report as one page for screens and paper: charts drawn, a table beside each, nothing asked of the network."""

from complaintctl.render.book import Book
from complaintctl.render.charts import picture
from complaintctl.render.pages import page


def document(book: Book) -> str:
    """The whole page."""
    return page("report.html", book=book, picture=picture)
