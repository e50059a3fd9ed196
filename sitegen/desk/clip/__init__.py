"""An article in hand comes in (a text, a saved page, an address: `sitegen clip`); a draft note goes out."""
