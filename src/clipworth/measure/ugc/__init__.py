"""Posts by others about the brand: owned, UGC and paid as classes that exclude each other."""
