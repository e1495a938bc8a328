# One after the other a mapping gives bytes objects, by an index numbers.
import mmap

with mmap.mmap(-1, 4) as mapping:
    mapping[0] = 65
    print(list(mapping), list(reversed(mapping)), mapping[0])
    print(b"A" in mapping, 65 in mapping)
    iterator = iter(mapping)
    print(next(iterator))
try:
    next(iterator)
except ValueError as error:
    print(error)
