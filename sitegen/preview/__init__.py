"""The live preview: the digest in memory, each page made when it is looked at, changes sent to the browser."""
