"""Ids of terms moved through all texts. `moving.py` is the whole way."""
