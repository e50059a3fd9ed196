"""The program in a process of its own: where a locale, a terminal, a folder or a closed stream matters."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

_REPOSITORY = Path(__file__).resolve().parent.parent


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with the checkout for Python to find, and what the test adds."""
    return {**os.environ, "PYTHONPATH": str(_REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", **more}


def sitegen(
    *words: str, cwd: Path, env: dict[str, str] | None = None, **named: Any
) -> subprocess.CompletedProcess[str]:
    """The command; its streams are captured unless the test says otherwise."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **named}
    command = [sys.executable, "-m", "sitegen", *words]
    return subprocess.run(command, cwd=cwd, env=env or environment(), text=True, encoding="utf-8", **streams)


def on_terminal(*words: str) -> tuple[int, str]:
    """The command's exit status and what it writes on a terminal."""
    shown, end = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "sitegen", *words], stdout=end, stderr=end, env=environment())
    os.close(end)
    data = b""
    try:
        while chunk := os.read(shown, 65536):
            data += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(shown)
    return process.wait(), data.decode().replace("\r\n", "\n")
