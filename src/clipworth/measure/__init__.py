"""Defines every number: what it means, how it is computed, and whose word it is."""
