"""Where the program begins. A system that lacks what keeps a build safe is found out before anything asks for that."""

import os
import sys

_BELOW = (os.open, os.stat, os.mkdir, os.rename, os.rmdir, os.unlink)  # what `output/folder.py` does by descriptors


def main() -> None:
    if lacking := _lacking():
        why = f"it has no {', '.join(lacking)}, by which a build keeps to its folders and two builds keep apart"
        instead = "use Linux or macOS; on Windows, its Subsystem for Linux (WSL)"
        print(f"sitegen: this system is not supported: {why}; {instead}", file=sys.stderr)
        sys.exit(3)
    from sitegen import cli

    cli.main()


def _lacking() -> list[str]:
    """What is needed and not there: on Windows all of it. What else is used, systems that have these have too."""
    modules = [name for name in ("fcntl", "pwd") if not _can_import(name)]
    flags = [name for name in ("O_NOFOLLOW", "O_DIRECTORY") if not hasattr(os, name)]
    by_descriptor = os.supports_dir_fd.issuperset(_BELOW) and os.scandir in os.supports_fd
    return [*modules, *flags] + ([] if by_descriptor else ["dir_fd"])


def _can_import(name: str) -> bool:
    try:
        __import__(name)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    main()
