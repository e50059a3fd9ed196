import signal
from pathlib import Path

import click

from sitegen.cli.messages import fail, tell
from sitegen.cli.options import FOLDER, cores, find_root
from sitegen.incremental.workspace import Options


@click.command()
@click.option("--poll", is_flag=True, help="Look for changes every half second, where no events come.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--port", type=click.IntRange(1, 65535), help="This port and no other (default: 8000, or the next).")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards).")
def serve(root: Path, host: str, port: int | None, browse: bool, poll: bool) -> None:
    """Show the site live: each saved change at once, drafts and later notes too.

    \b
    sitegen serve --open
    sitegen serve --host 0.0.0.0 --port 8080
    """
    from sitegen.preview.serve import serve

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    options = Options(root=root, jobs=cores(None))
    try:
        serve(options, host, port, poll, browse, tell)
    except UnicodeError:
        raise click.BadParameter(f"`{host}` is no host", param_hint="'--host'") from None
    except OSError as error:
        fail(f"{error.strerror or error} ({host}{f':{port}' if port else ''})")
