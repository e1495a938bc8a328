# A scheduler of generator tasks: they sleep, wait for each other, pass messages, and fail.
from collections import deque
import heapq
class Scheduler:
    def __init__(self): self.ready, self.sleeping, self.now, self.n, self.boxes, self.results = deque(), [], 0, 0, {}, {}
    def spawn(self, name, gen): self.ready.append((name, gen, None))
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, name, gen = heapq.heappop(self.sleeping); self.ready.append((name, gen, self.now))
            name, gen, value = self.ready.popleft()
            try: request = gen.send(value)
            except StopIteration as s: self.results[name] = s.value; print(self.now, name, "returns", s.value); continue
            except Exception as e: self.results[name] = e; print(self.now, name, "fails", repr(e)); continue
            match request:
                case ("sleep", t): self.n += 1; heapq.heappush(self.sleeping, (self.now + t, self.n, name, gen))
                case ("put", box, item): self.boxes.setdefault(box, deque()).append(item); self.ready.append((name, gen, None))
                case ("get", box) if self.boxes.get(box): self.ready.append((name, gen, self.boxes[box].popleft()))
                case ("get", box): self.n += 1; heapq.heappush(self.sleeping, (self.now + 1, self.n, name, retry(gen, box)))
                case ("spawn", child, task): self.spawn(child, task); self.ready.append((name, gen, None))
                case other: self.ready.append((name, raising(gen, other), None))
def retry(gen, box):
    value = yield ("get", box)
    while True:
        try: value = yield gen.send(value)
        except StopIteration as s: return s.value
def raising(gen, other):
    yield from ()
    return gen.throw(TypeError(f"bad request {other!r}"))
def producer(n):
    for i in range(n): yield "sleep", 2; yield "put", "box", i * i
    return "produced"
def consumer(n):
    total = 0
    for _ in range(n): total += yield "get", "box"
    return total
def parent(): yield "spawn", "child", producer(1); yield "sleep", 5; return "parent done"
def bad():
    yield "sleep", 1
    try: yield "nonsense"
    except TypeError as e: return f"recovered from {e}"
s = Scheduler(); s.spawn("producer", producer(3)); s.spawn("consumer", consumer(3)); s.spawn("parent", parent()); s.spawn("bad", bad()); s.spawn("boom", (1 / 0 for _ in [1])); s.run(); print(s.now, sorted(s.results, key=str), s.boxes)
