"""Zones of time, by IANA's names (`Asia/Seoul`) or as a distance from UTC (`+09:00`)."""

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from sitegen.text.suggest import did_you_mean

_DISTANCE = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")


@lru_cache(maxsize=16)
def zone_of(name: str) -> dt.tzinfo:
    """Raises ValueError for a name that is no zone's."""
    if distance := _DISTANCE.fullmatch(name):
        minutes = int(distance[2]) * 60 + int(distance[3])
        return dt.timezone(dt.timedelta(minutes=-minutes if distance[1] == "-" else minutes))
    if name == "UTC":
        return dt.UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:  # of a name that is a folder's, such as `Asia`
        raise ValueError(name) from error


def zone_flaw(name: str) -> tuple[str, str]:
    """Why a name is no zone's, and what may be meant; empty when it is one."""
    try:
        zone_of(name)
        return "", ""
    except ValueError:
        known = get_global("zone_territories")
        by_city = [zone for zone in known if zone.rpartition("/")[2].casefold() == name.rpartition("/")[2].casefold()]
        near = f"did you mean `{by_city[0]}`?" if by_city else did_you_mean(name, known)
        return f"`{name}` is no zone of time", near or "write it as IANA does, `Asia/Seoul`, or as `+09:00`"


def today(zone: str) -> dt.date:
    """What day it is there: the one look at a clock that decides what a site holds."""
    return dt.datetime.now(zone_of(zone)).date()


@lru_cache(maxsize=4096)
def timestamp(day: dt.date, zone: str) -> str:
    """The day's first instant in a zone by RFC 3339, as feeds want it."""
    offset = dt.datetime(day.year, day.month, day.day, tzinfo=zone_of(zone)).utcoffset() or dt.timedelta()
    hours, minutes = divmod(abs(offset) // dt.timedelta(minutes=1), 60)
    return f"{day.isoformat()}T00:00:00{'-' if offset < dt.timedelta() else '+'}{hours:02}:{minutes:02}"
