"""The editor's desk: problems in, what is said of them and what mends them out."""
