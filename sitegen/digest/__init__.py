"""join: notes and terms in, one digest out. Nothing in this room touches the disk or makes HTML."""
