"""Ads at the one level that stands for a day, so that levels are never added."""
