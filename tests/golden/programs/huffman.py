"""Huffman codes of a text, and the text back from its bits."""
import heapq
from collections import Counter
from itertools import count


def codes_of(text):
    order = count()
    heap = [(weight, next(order), symbol) for symbol, weight in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (low, _, left), (high, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (low + high, next(order), (left, right)))
    codes = {}

    def walk(node, prefix):
        if isinstance(node, tuple):
            walk(node[0], prefix + "0")
            walk(node[1], prefix + "1")
        else:
            codes[node] = prefix or "0"

    walk(heap[0][2], "")
    return codes


def decode(bits, codes):
    back = {code: symbol for symbol, code in codes.items()}
    out, current = [], ""
    for bit in bits:
        current += bit
        if current in back:
            out.append(back[current])
            current = ""
    return "".join(out)


for text in ("abracadabra", "aaaa", "the quick brown fox jumps over the lazy dog", "ß→ßß→→→"):
    codes = codes_of(text)
    bits = "".join(map(codes.__getitem__, text))
    print(len(bits), decode(bits, codes) == text)
    for symbol, code in sorted(codes.items(), key=lambda item: (len(item[1]), item[1]))[:6]:
        print(f"  {symbol!r:>6} {code}")
