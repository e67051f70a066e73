"""Posts with what the brand says about them and with the paid views inside them."""
