import _cycle_b as partner

value = "a"
