"""One ledger of every cost and every return, TikTok Shop's included, and what more spend brings."""
