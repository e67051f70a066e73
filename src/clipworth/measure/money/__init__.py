"""Money in one currency: rates as files give them, at the day that each amount belongs to."""
