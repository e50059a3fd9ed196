"""render: a page and its view in, bytes out. A template reaches its view and the filters; no digest in this room."""
