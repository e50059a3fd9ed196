"""Search without a server: texts to words, words to the numbers of what holds them, in many small files.

What a browser does with these files, `templates/assets/search.js` says; docs/search.md has both sides of it.
"""
