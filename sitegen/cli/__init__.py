"""The commands: options in, exit statuses out; one module for each."""

from sitegen.cli.main import cli, main

__all__ = ["cli", "main"]
