"""Amounts in Korean and English: what a printed one means, and how each language writes it."""

from sitegen.text.amounts.model import Amount, AmountProblem, Beside, Qualifier, Role
from sitegen.text.amounts.read import read_amount
from sitegen.text.amounts.write import unit_name, unit_place, write_amount

__all__ = [
    "Amount",
    "AmountProblem",
    "Beside",
    "Qualifier",
    "Role",
    "read_amount",
    "unit_name",
    "unit_place",
    "write_amount",
]
