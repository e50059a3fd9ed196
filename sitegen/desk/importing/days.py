"""The day of a moment, as others write it: a digest's notes have days, not times."""

import datetime as dt
import re

_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[Tt ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?)?",
    re.ASCII,
)


def day_of(text: str, written_in: dt.tzinfo, wanted_in: dt.tzinfo) -> dt.date | None:
    """The day in a zone; None for what is no day. A time that names no zone is in the one that it was written in."""
    moment = moment_of(text, written_in)
    try:
        return moment.astimezone(wanted_in).date() if isinstance(moment, dt.datetime) else moment
    except OverflowError:  # of the years 1 and 9999
        return None


def dated(name: str, pattern: re.Pattern[str]) -> tuple[dt.date | None, str]:
    """The day that a file's name begins with, and the rest of it; a day alone stays the name.

    `pattern`: what a name with a day is, in two groups.
    """
    match = pattern.fullmatch(name)
    day = moment_of(match[1], dt.UTC) if match else None
    return (day, match[2] or name) if match and day else (None, name)


def moment_in(text: str, zone: dt.tzinfo) -> dt.date:
    """The moment of a text that is known to hold one, as the clocks of a zone showed it."""
    moment = moment_of(text, zone)
    assert moment is not None  # `day_of` has read it
    return moment.astimezone(zone) if isinstance(moment, dt.datetime) else moment


def moment_of(text: str, written_in: dt.tzinfo) -> dt.datetime | dt.date | None:
    """A day alone where no time is given."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    try:
        date = dt.date(int(year), int(month), int(day))
        if hour is None:
            return date
        zone = dt.UTC if utc else written_in
        if sign:
            distance = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
            zone = dt.timezone(-distance if sign == "-" else distance)
        return dt.datetime(*date.timetuple()[:3], int(hour), int(minute), int(second or 0), tzinfo=zone)
    except (ValueError, OverflowError):
        return None
