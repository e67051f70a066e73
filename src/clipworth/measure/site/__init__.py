"""The brand's site: visits by day, and what moves with them."""
