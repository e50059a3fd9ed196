"""What a measurement was made with, and where: printed above it, since no figure says anything without."""

import os
import platform
import re
import sysconfig
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_A_NOTE = 300_000  # bytes: its files in all sites and copies, 200 KB, and what the largest program, Hugo, takes for it
_WITHOUT_NOTES = 300_000_000  # bytes of terms' pages, and of programs that have nothing to do
_OPTION = "--enable-optimizations"


def described() -> list[str]:
    """The Python that runs, how it was built, and the machine."""
    python = f"{platform.python_implementation()} {platform.python_version()}, {_profiles()[1]}"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return [f"Python: {python}", f"machine: {cores} cores, {_processor()}, {platform.platform()}"]


def with_profiles() -> bool | None:
    """Whether this Python was compiled by profiles of its own work, which makes it faster; None where nobody says."""
    return _profiles()[0]


def work_folder(notes: int) -> tuple[str | None, str]:
    """The folder to measure in, None being the system's own choice, and why it is that one.

    A disk's moods come into a figure; memory has none. What it holds is not there for the programs, so both must fit.
    """
    if chosen := os.environ.get("TMPDIR"):
        return None, f"{chosen}, as TMPDIR says"
    need, there = notes * _A_NOTE + _WITHOUT_NOTES, _free_memory()
    room = f"{there / 1e9:.1f} GB are free there, {need / 1e9:.1f} GB may be needed"
    if there > need:
        return str(_MEMORY), f"{_MEMORY}, in memory ({room})"
    return None, f"{tempfile.gettempdir()}; not in {_MEMORY} ({room})"


def _profiles() -> tuple[bool | None, str]:
    """Whether there were profiles, and how that is known."""
    options = sysconfig.get_config_var("CONFIG_ARGS")
    if platform.python_implementation() != "CPython" or not options:
        return None, "which does not say whether it was built with profiles"
    if _OPTION in options:
        return True, f"built with profiles ({_OPTION} in sysconfig's CONFIG_ARGS)"
    if "deb_system" in sysconfig.get_scheme_names():  # Debian's rules call `make profile-opt` themselves
        return True, "built with profiles (Debian's own always is, though its CONFIG_ARGS do not say so)"
    return False, f"built without profiles (no {_OPTION} in sysconfig's CONFIG_ARGS)"


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _free_memory() -> int:
    """Bytes that a folder in memory can take: no more than it has room for, nor than the machine has left."""
    try:
        room = os.statvfs(_MEMORY)
        left = re.search(r"^MemAvailable:\s+(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return min(room.f_bavail * room.f_frsize, int(left[1]) * 1024 if left else 0) if os.access(_MEMORY, os.W_OK) else 0
