"""The most flips of prefixes that any permutation of 1..n needs until its first number is 1."""
import time


def fannkuch(n):
    """Sum with alternating signs, and maximum, of the flips of all permutations, in the order of rotations."""
    order = list(range(n))
    count = [0] * n
    best = checksum = index = 0
    left = n
    while True:
        while left != 1:
            count[left - 1] = left
            left -= 1
        first = order[0]
        if first != 0:
            work = order[:]
            flips = 0
            while first != 0:
                low, high = 0, first
                while low < high:
                    work[low], work[high] = work[high], work[low]
                    low += 1
                    high -= 1
                flips += 1
                first = work[0]
            if flips > best:
                best = flips
            checksum += flips if index % 2 == 0 else -flips
        while True:
            if left == n:
                return checksum, best
            moved = order[0]
            for k in range(left):
                order[k] = order[k + 1]
            order[left] = moved
            count[left] -= 1
            if count[left] > 0:
                break
            left += 1
        index += 1


start = time.perf_counter()
result = fannkuch(9)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
