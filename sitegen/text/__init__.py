"""Korean and English as text: strings in, and their meaning or another form out."""
