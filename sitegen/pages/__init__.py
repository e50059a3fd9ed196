"""plan: a digest in, pages out, each an address, a template and a view."""
