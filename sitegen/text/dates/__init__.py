"""Dates as Korean and English news print them, read against the day of publication.

A claim's `due` is read by `read_due`, the dates of an article that is clipped by `read_date`.
"""

from sitegen.text.dates.model import DateProblem, DateRead
from sitegen.text.dates.read import read_date, read_due

__all__ = ["DateProblem", "DateRead", "read_date", "read_due"]
