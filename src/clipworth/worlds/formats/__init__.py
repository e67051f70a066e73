"""One module per outside file format: a world in, the bytes of a file out."""
