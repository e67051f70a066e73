"""Every cost once and every return once, cash and media-equivalent apart."""
