"""The live preview: a digest and its changes in, pages in a browser out, each made when it is looked at."""
