"""Holds the tables and runs SQL; the only room that speaks to an engine."""
