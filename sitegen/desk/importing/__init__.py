"""From a Jekyll site, a Hugo site or an Obsidian vault to the notes of a digest (`sitegen import`).

Its texts stay as they are but for links; what the digest has no place for is said with its file and line.
"""
