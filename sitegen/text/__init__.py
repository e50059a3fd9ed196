"""Korean and English as text: normal forms, ids, sorting, particles, amounts and dates."""
