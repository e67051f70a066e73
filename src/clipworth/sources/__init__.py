"""One folder per outside file: declares what is in it, in canonical rows and problems."""
