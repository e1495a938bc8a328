# python3.14
# Iterators of ranges beyond machine words are pickled and moved on as others are.
import copy
import pickle

for numbers in (range(2**70), range(2**70, 2**70 + 3), range(5, -(2**66), -(2**65)), range(2**65, 2**65 + 9)):
    for make in (iter, reversed):
        iterator = make(numbers)
        next(iterator)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert next(pickle.loads(pickle.dumps(iterator, protocol))) == next(copy.copy(iterator))
        print(next(iterator), next(copy.copy(iterator), "end"))
        iterator.__setstate__(2**80)
        print(list(iterator), list(pickle.loads(pickle.dumps(iterator))))
iterator = iter(range(-(2**65), 20, 2))
iterator.__setstate__(2**64 + 7)
print(list(iterator))
try:
    iterator.__setstate__("")
except TypeError:
    print("an int is wanted")
