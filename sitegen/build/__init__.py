"""write: bytes to the output folder, whole sites at a time. Nothing in this room knows what a note is."""
