"""plan: a digest to pages, each an address, a template and a view. One module for each kind of page."""
