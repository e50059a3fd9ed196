"""Pictures made of pixels, by their bytes alone: which kind, how large, which way up, whether whole; without metadata.

Nothing is decoded here. A module for each format walks through its parts and keeps those that browsers need: where a
picture was taken, by whom and with what stands in the others, with a small copy of what was cut off.
"""
