"""The catalogue of metrics, and how they become SQL."""
