"""Dates as Korean and English news print them, read against the day of publication.

A claim's `due` is read by `read_due`; `read_date` waits for `clip`, which will read the dates of articles.
"""

from sitegen.text.dates.model import DateProblem, DateRead
from sitegen.text.dates.read import read_date, read_due

__all__ = ["DateProblem", "DateRead", "read_date", "read_due"]
