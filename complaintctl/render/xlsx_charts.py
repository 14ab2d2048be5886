"""The charts of a workbook: drawn by the spreadsheet itself from the cells beside them."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from complaintctl.render.book import Sheet

MOST = 40
"""Rows drawn of a ranking."""

_BAR, _LINE, _GRID = "2F6FB3", "B4540A", "D8DEE4"
_WIDE, _TALL = 14.0, 7.5
_ROW = 0.55


def chart(worksheet: Worksheet, sheet: Sheet, first: int, heads: int) -> Any:
    """The chart of a table whose keys stand in column `first` below row `heads`; None where nothing is drawn."""
    if sheet.chart is None:
        return None
    last = heads + (len(sheet.rows) if sheet.chart == "trend" else min(len(sheet.rows), MOST))

    def column(place: int, start: int) -> Reference:
        return Reference(worksheet, min_col=first + place, min_row=start, max_row=last)

    drawn: Any = LineChart() if sheet.chart == "trend" else BarChart()
    _fill(drawn, column(sheet.bar, heads), column(0, heads + 1), _BAR)
    drawn.title, drawn.legend = sheet.title or None, None
    drawn.width, drawn.height = _WIDE, _TALL
    drawn.y_axis.scaling.min = 0
    rate = sheet.rows[0][sheet.bar].unit == "rate"
    drawn.y_axis.number_format = "0%" if rate else "General"
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    if sheet.chart == "pareto":
        drawn.height, drawn.y_axis.scaling.max = _TALL + 2, sum(row[sheet.bar].value or 0 for row in sheet.rows) or 1
        return _with_line(drawn, column(sheet.line or 0, heads))
    if sheet.chart != "trend":
        drawn.type, drawn.gapWidth = "bar", 40
        drawn.x_axis.scaling.orientation = "maxMin"
        drawn.y_axis.crosses = "max"
        drawn.height = max(_TALL, _ROW * (last - heads) + 2)
        drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
        drawn.x_axis.tickLblSkip, drawn.y_axis.majorGridlines = 1, None
    if rate:  # a little over the whole, for the number behind a full bar
        drawn.y_axis.scaling.max, drawn.y_axis.majorUnit = 1.12, 0.25
    return drawn


def _fill(drawn: Any, numbers: Reference, names: Reference | None, colour: str) -> None:
    drawn.add_data(numbers, titles_from_data=True)
    if names is not None:
        drawn.set_categories(names)
    for series in drawn.series:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line.solidFill = colour
        series.smooth = False
    drawn.x_axis.delete = drawn.y_axis.delete = False


def _with_line(bars: Any, numbers: Reference) -> Any:
    """The bars with a second axis from none to all for the line over them."""
    line = LineChart()
    _fill(line, numbers, None, _LINE)
    line.y_axis.axId = 200
    line.y_axis.crosses = "max"
    line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 1
    line.y_axis.number_format = "0%"
    line.y_axis.majorGridlines = bars.y_axis.majorGridlines = None
    bars.gapWidth, bars.x_axis.tickLblSkip, bars.legend = 40, 1, Legend()
    bars.legend.position = "b"
    bars += line
    return bars
