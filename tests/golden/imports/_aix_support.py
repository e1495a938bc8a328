"""Has the name of a module of the library."""
