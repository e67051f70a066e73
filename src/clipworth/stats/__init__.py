"""Arithmetic on plain numbers: estimates, rates, day offsets, many comparisons, cents."""
