"""Orders of the shop, each credited once, with what was paid back taken off."""
