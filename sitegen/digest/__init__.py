"""join: notes and terms to one digest. Nothing in this room touches the disk or makes HTML."""
