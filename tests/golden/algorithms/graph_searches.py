"""Shortest paths, components, spanning trees, orders and flows on small graphs."""
import heapq
from collections import defaultdict, deque
from itertools import combinations, permutations
from math import inf

graph = defaultdict(dict)
for a, b, *w in "ab4 ac2 cb1 bd5 cd8 ce10 de2 ef3 df6 gh1".split():
    graph[a][b] = graph[b][a] = int("".join(w))


def dijkstra(start):
    distance, before, queue = {start: 0}, {}, [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > distance[node]:
            continue
        for other, weight in graph[node].items():
            if d + weight < distance.get(other, inf):
                distance[other], before[other] = d + weight, node
                heapq.heappush(queue, (d + weight, other))
    return distance, before


distance, before = dijkstra("a")
print(distance)
for end in "fbg":
    path = [end]
    while path[-1] in before:
        path.append(before[path[-1]])
    print(end, "<-".join(path), distance.get(end, inf))
nodes = sorted(graph)
table = {(a, b): 0 if a == b else graph[a].get(b, inf) for a in nodes for b in nodes}
for k in nodes:
    for a in nodes:
        for b in nodes:
            table[a, b] = min(table[a, b], table[a, k] + table[k, b])
print(all(table["a", n] == distance.get(n, inf) for n in graph), max(v for v in table.values() if v < inf))


def components():
    seen = set()
    for start in graph:
        if start not in seen:
            found, queue = [], deque([start])
            seen.add(start)
            while queue:
                node = queue.popleft()
                found.append(node)
                fresh = graph[node].keys() - seen
                seen |= fresh
                queue.extend(sorted(fresh))
            yield found


def kruskal():
    parent = {n: n for n in graph}

    def find(n):
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n
    for weight, a, b in sorted((w, a, b) for a in graph for b, w in graph[a].items() if a < b):
        if (ra := find(a)) != (rb := find(b)):
            parent[ra] = rb
            yield a + b, weight


tree = dict(kruskal())
print(list(components()), tree, sum(tree.values()))
tasks = {"dress": {"shirt", "trousers"}, "shoes": {"socks", "trousers"}, "shirt": set(), "socks": set(), "trousers": {"pants"}, "pants": set()}


def topological(needs):
    while needs:
        ready = sorted(k for k, v in needs.items() if not v)
        if not ready:
            raise ValueError(f"cycle among {sorted(needs)}")
        yield ready
        needs = {k: v - set(ready) for k, v in needs.items() if k not in ready}


print(list(topological(tasks)))
try:
    list(topological(tasks | {"pants": {"dress"}}))
except ValueError as error:
    print(error)


def max_flow(capacity, source, sink):
    flow, residual = 0, defaultdict(int, capacity)
    while True:
        before, queue = {source: None}, deque([source])
        while queue and sink not in before:
            node = queue.popleft()
            for (a, b), room in list(residual.items()):
                if a == node and room > 0 and b not in before:
                    before[b] = a
                    queue.append(b)
        if sink not in before:
            return flow
        path, node = [], sink
        while before[node] is not None:
            path.append((before[node], node))
            node = before[node]
        push = min(residual[e] for e in path)
        flow += push
        for a, b in path:
            residual[a, b] -= push
            residual[b, a] += push


print(max_flow({("s", "a"): 10, ("s", "b"): 5, ("a", "b"): 15, ("a", "t"): 4, ("b", "t"): 10}, "s", "t"))
tour = min(permutations("bcdef"), key=lambda p: sum(table[a, b] for a, b in zip(("a",) + p, p + ("a",))))
print("".join(tour), [c for c in combinations("abcdef", 3) if all(b in graph[a] for a, b in combinations(c, 2))])
