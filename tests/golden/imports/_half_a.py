import _half_b

value = 1
