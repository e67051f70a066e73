"""One function per question a person asks; each gives back one Answer."""
