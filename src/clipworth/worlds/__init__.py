"""Simulated brands whose truth is known: the demo, and the judge of every method."""
