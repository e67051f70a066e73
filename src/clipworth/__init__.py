"""Clipworth: what a brand's TikTok has been worth, and how sure it may be of that."""

__version__ = "0.1.0"
