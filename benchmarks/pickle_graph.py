"""Writing and reading the pickle of a graph: records of all common types, some of them shared, with cycles.

    pickle_graph.py [file]     writes the pickle to the file, too
"""

import pickle
import sys
import time

ROUNDS = 12


class Node:
    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        self.children = []


def graph():
    tags = [f"tag{k}" for k in range(20)]
    records = [
        {
            "id": k,
            "name": f"record number {k}",
            "price": k * 1.25,
            "stock": k << 33,
            "tags": (tags[k % 20], tags[k % 7]),
            "raw": bytes([k % 256] * 24),
            "flags": {k % 5, k % 3},
            "parts": [k, -k, None, k % 2 == 0],
        }
        for k in range(4000)
    ]
    for k, record in enumerate(records):
        record["next"] = records[(k * 7 + 1) % len(records)]
    return records


def tree():
    root = Node("root", None)
    nodes = [root]
    for k in range(3000):
        parent = nodes[k // 3]
        node = Node(f"node{k}", parent)
        parent.children.append(node)
        nodes.append(node)
    return root


def best(action, argument):
    fastest = 1e9
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = action(argument)
        fastest = min(fastest, time.perf_counter() - start)
    return result, fastest


if __name__ == "__main__":
    sys.setrecursionlimit(100_000)
    for name, value in ("records", graph()), ("objects", tree()):
        # Every record leads to the next one: written in the order of the list, not as deep as the chain is long.
        if name == "records":
            value = [{**record, "next": record["next"]["id"]} for record in value]
        data, writing = best(lambda value: pickle.dumps(value, 5), value)
        copy, reading = best(pickle.loads, data)
        assert pickle.dumps(copy, 5) == data
        print(name, "write", writing)
        print(name, "read", reading)
        if name == "records" and len(sys.argv) > 1:
            with open(sys.argv[1], "wb") as file:
                file.write(data)
