"""The claims of all notes in, the ledger out: reports of one claim together, with its stages, parts and days."""
