import _cycle_a

value = ("b", hasattr(_cycle_a, "value"))
