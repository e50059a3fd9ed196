"""Pictures beside notes, drawn again in the widths in which pages show them. `drawing.py` first."""
