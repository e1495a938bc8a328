# Shortest paths: Dijkstra, Bellman-Ford and Floyd-Warshall agree on a small graph; negative cycles are found.
import heapq
edges = {("a", "b"): 4, ("a", "c"): 1, ("c", "b"): 2, ("b", "d"): 5, ("c", "d"): 8, ("d", "e"): 3}
nodes = sorted({n for e in edges for n in e})
def dijkstra(source):
    best, heap = {source: 0}, [(0, source, ())]
    paths = {}
    while heap:
        cost, node, path = heapq.heappop(heap)
        if node in paths: continue
        paths[node] = path + (node,)
        for (a, b), w in edges.items():
            if a == node and cost + w < best.get(b, float("inf")):
                best[b] = cost + w
                heapq.heappush(heap, (cost + w, b, paths[node]))
    return best, {n: "".join(p) for n, p in paths.items()}
def bellman_ford(source, edges):
    dist = dict.fromkeys(nodes, float("inf")) | {source: 0}
    for _ in nodes[1:]:
        for (a, b), w in edges.items(): dist[b] = min(dist[b], dist[a] + w)
    return dist if all(dist[a] + w >= dist[b] for (a, b), w in edges.items()) else "negative cycle"
def floyd():
    d = {(a, b): 0 if a == b else edges.get((a, b), float("inf")) for a in nodes for b in nodes}
    for k in nodes:
        for i in nodes:
            for j in nodes: d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    return d
print(dijkstra("a")); print(bellman_ford("a", edges) == dijkstra("a")[0], bellman_ford("a", edges | {("e", "a"): -20}))
print({a: [floyd()[a, b] for b in nodes] for a in nodes})
