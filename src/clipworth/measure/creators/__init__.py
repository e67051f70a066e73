"""What creators were paid, what their posts got, and what orders they are credited with."""
