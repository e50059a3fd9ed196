"""What several kinds of pages show alike: a part of the digest in, a part of a view out."""
