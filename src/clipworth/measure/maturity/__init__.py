"""How far the brand is, by what its own data show."""
