"""write: bytes in, a site in the output folder out. Nothing in this room knows what a note is."""
