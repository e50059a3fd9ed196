"""Korean and English as text: normal forms, ids, sorting, dates."""
