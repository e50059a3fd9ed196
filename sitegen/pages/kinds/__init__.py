"""A kind of page a module, called as its template: the digest in, its pages out, each with its view."""
