"""Show answers and call commands, each in its own medium; no arithmetic here."""
