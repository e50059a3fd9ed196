"""The rules of an editor: what a machine can see of how a note is told. Each module holds a few, for `check` alone."""
