"""read: files of `content/` to notes, terms, standing pages and assets, each by itself.

Nothing in this room knows another note, an address or a template.
"""
