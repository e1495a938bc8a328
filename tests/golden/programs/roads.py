"""Shortest paths, topological order, components, a minimum spanning tree."""
import heapq
from collections import defaultdict, deque


class Graph:
    def __init__(self, directed=False):
        self.edges = defaultdict(dict)
        self.directed = directed

    def add(self, a, b, weight=1):
        self.edges[a][b] = weight
        back = self.edges[b]
        if not self.directed:
            back[a] = weight
        return self

    def distances(self, start):
        best, queue = {}, [(0, start)]
        while queue:
            distance, node = heapq.heappop(queue)
            if node in best:
                continue
            best[node] = distance
            for other, weight in self.edges[node].items():
                if other not in best:
                    heapq.heappush(queue, (distance + weight, other))
        return best

    def order(self):
        waiting = {node: 0 for node in self.edges}
        for targets in self.edges.values():
            for target in targets:
                waiting[target] += 1
        ready = deque(sorted(node for node, count in waiting.items() if count == 0))
        while ready:
            node = ready.popleft()
            yield node
            for target in sorted(self.edges[node]):
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
        if any(waiting.values()):
            raise ValueError(f"cycle among {sorted(node for node, count in waiting.items() if count)}")

    def components(self):
        seen = set()
        for node in sorted(self.edges):
            if node in seen:
                continue
            group, stack = set(), [node]
            while stack:
                current = stack.pop()
                if current not in group:
                    group.add(current)
                    stack.extend(self.edges[current].keys() - group)
            seen |= group
            yield sorted(group)

    def spanning_tree(self):
        parent = {node: node for node in self.edges}

        def root(node):
            while parent[node] != node:
                parent[node] = node = parent[parent[node]]
            return node

        for weight, a, b in sorted((w, a, b) for a, to in self.edges.items() for b, w in to.items() if a < b):
            if root(a) != root(b):
                parent[root(a)] = root(b)
                yield a, b, weight


roads = Graph()
for road in "AB7 AD5 BC8 BD9 BE7 CE5 DE15 DF6 EF8 EG9 FG11 XY1".split():
    roads.add(road[0], road[1], int(road[2:]))
print(roads.distances("A"))
print(list(roads.components()))
print(list(roads.spanning_tree()), sum(edge[2] for edge in roads.spanning_tree()))
tasks = Graph(directed=True)
for pair in ("shirt tie", "tie jacket", "trousers shoes", "trousers belt", "belt jacket", "socks shoes"):
    tasks.add(*pair.split())
print(list(tasks.order()))
tasks.add("jacket", "shirt")
try:
    list(tasks.order())
except ValueError as error:
    print(error)
