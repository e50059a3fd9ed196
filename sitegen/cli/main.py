"""Reads the command and its options, and sets the exit status: what a command does stands in other rooms.

0 fine; 1 errors in the content (with --strict warnings too); 2 wrong usage; 3 the machine failed.
"""

import io
import os
import sys

import click

from sitegen import __version__
from sitegen.cli.build import build
from sitegen.cli.check import check
from sitegen.cli.clip import clip
from sitegen.cli.import_ import import_
from sitegen.cli.init import init
from sitegen.cli.list_ import list_
from sitegen.cli.messages import fail
from sitegen.cli.new import new
from sitegen.cli.schema import schema
from sitegen.cli.serve import serve
from sitegen.cli.term import term
from sitegen.cli.theme import theme


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Publish a curated digest: notes in Markdown to a static site."""


for command in (init, new, clip, import_, build, check, list_, term, theme, serve, schema):
    cli.add_command(command)


def main() -> None:
    """UTF-8 out, as content is UTF-8 in, whatever the locale; a name of bytes that are no text is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    unfreed: list[object] = []
    try:
        try:
            cli(prog_name="sitegen", obj=unfreed)
        except SystemExit as end:
            if not unfreed or not isinstance(end.code, int):
                raise
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(end.code)  # taking a digest of thousands of notes apart takes a tenth of a second
    except OSError as error:  # standard output is a file on a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries again while it ends
        fail(f"{error.strerror} (standard output)")
