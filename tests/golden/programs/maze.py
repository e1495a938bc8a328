"""Walls from a text, paths by breadth first search and by A*."""
import heapq
from collections import deque

MAZE = """
#################
#S....#.....#...#
#.###.#.###.#.#.#
#...#...#...#.#.#
###.#####.###.#.#
#...#.........#E#
#.###.#####.###.#
#.....#.........#
#################
""".split()


def find(letter):
    return next((row, line.index(letter)) for row, line in enumerate(MAZE) if letter in line)


def neighbours(place):
    row, column = place
    for next_row, next_column in ((row - 1, column), (row, column + 1), (row + 1, column), (row, column - 1)):
        if MAZE[next_row][next_column] != "#":
            yield next_row, next_column


def trace(came, end):
    path = [end]
    while (previous := came[path[-1]]) is not None:
        path.append(previous)
    return path[::-1]


def breadth_first(start, end):
    came, queue = {start: None}, deque([start])
    while queue:
        place = queue.popleft()
        if place == end:
            return trace(came, end), len(came)
        for other in neighbours(place):
            if other not in came:
                came[other] = place
                queue.append(other)
    return None, len(came)


def a_star(start, end):
    def guess(place):
        return abs(place[0] - end[0]) + abs(place[1] - end[1])

    cost, came, queue = {start: 0}, {start: None}, [(guess(start), start)]
    while queue:
        _, place = heapq.heappop(queue)
        if place == end:
            return trace(came, end), len(came)
        for other in neighbours(place):
            new = cost[place] + 1
            if new < cost.get(other, float("inf")):
                cost[other], came[other] = new, place
                heapq.heappush(queue, (new + guess(other), other))
    return None, len(came)


start, end = find("S"), find("E")
path, looked = breadth_first(start, end)
other, fewer = a_star(start, end)
print(len(path), looked, len(other), fewer <= looked)
marked = [list(line) for line in MAZE]
for row, column in path[1:-1]:
    marked[row][column] = "*"
print("\n".join(map("".join, marked)))
print(breadth_first(start, (0, 0))[0])
