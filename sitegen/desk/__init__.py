"""The editor's desk: what is said about problems, and what helps to mend them."""
