"""Moves rows from a source into the store, once, with a receipt; keeps originals and journal."""
