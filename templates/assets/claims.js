// Filters the ledger by what the address asks for: ?company=openai&stage=loi. Without it the table reads as it is.
"use strict";
