# Graph algorithms: search, topological order, shortest paths, union-find, memoisation.


def bfs(graph, start):
    seen, queue, order = {start}, [start], []
    while queue:
        node = queue.pop(0)
        order.append(node)
        for following in graph.get(node, ()):
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return order


def dfs(graph, node, seen=None):
    seen = set() if seen is None else seen
    if node in seen:
        return
    seen.add(node)
    yield node
    for following in graph.get(node, ()):
        yield from dfs(graph, following, seen)


def topological(graph):
    state, order = {}, []

    def visit(node):
        if state.get(node) == "open":
            raise ValueError(f"cycle at {node}")
        if node not in state:
            state[node] = "open"
            for following in graph.get(node, ()):
                visit(following)
            state[node] = "done"
            order.append(node)

    for node in sorted(graph):
        visit(node)
    return order[::-1]


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[(i - 1) // 2] > items[i]:
            parent = (i - 1) // 2
            items[parent], items[i] = items[i], items[parent]
            i = parent

    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        smallest = items.pop()
        i = 0
        while (child := 2 * i + 1) < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1
            if items[i] <= items[child]:
                break
            items[i], items[child] = items[child], items[i]
            i = child
        return smallest

    def __bool__(self):
        return bool(self.items)


def dijkstra(graph, start):
    best, heap = {}, Heap()
    heap.push((0, start, [start]))
    while heap:
        cost, node, path = heap.pop()
        if node in best:
            continue
        best[node] = cost, path
        for following, weight in graph[node].items():
            heap.push((cost + weight, following, path + [following]))
    return best


class UnionFind:
    def __init__(self, items):
        self.parent = {item: item for item in items}

    def find(self, item):
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        self.parent[b] = a
        return True


graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}
print(bfs(graph, "a"), list(dfs(graph, "a")), topological(graph))
try:
    topological({"x": ["y"], "y": ["x"]})
except ValueError as error:
    print(error)
roads = {"A": {"B": 7, "C": 3}, "B": {"D": 2}, "C": {"B": 1, "D": 8}, "D": {"A": 4}}
for node, (cost, path) in sorted(dijkstra(roads, "A").items()):
    print(node, cost, "->".join(path))
edges = sorted((w, a, b) for a, row in roads.items() for b, w in row.items())
forest = UnionFind(roads)
print([(a, b, w) for w, a, b in edges if forest.union(a, b)])


def paths(rows, columns, memo={}):
    if rows == 1 or columns == 1:
        return 1
    key = rows, columns
    if key not in memo:
        memo[key] = paths(rows - 1, columns) + paths(rows, columns - 1)
    return memo[key]


print(paths(10, 10), paths(17, 17))


def queens(n, row=0, placed=()):
    if row == n:
        yield placed
        return
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, row + 1, placed + (column,))


print(len(list(queens(6))), next(queens(8)), sum(1 for _ in queens(7)))
