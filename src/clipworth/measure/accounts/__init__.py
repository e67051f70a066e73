"""Days of accounts: what happened over all posts."""
