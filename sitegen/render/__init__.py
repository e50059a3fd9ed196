"""render: a page to bytes. Nothing in this room knows the digest: a template reaches its view and the filters."""
