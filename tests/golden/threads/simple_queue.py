# threads
# python3.14
import _queue, queue, threading, weakref
print(queue.SimpleQueue, queue.Empty, queue.Empty.__mro__[1])
q = queue.SimpleQueue()
for i in range(300): q.put(i)
print(q.qsize(), [q.get() for _ in range(200)][-1], q.qsize(), q.empty())
for i in range(300): q.put(i)
print([q.get() for _ in range(400)][-1], q.empty())
for a in [dict(timeout=-1), dict(timeout="a"), dict(block=False), dict(timeout=0.01)]:
    try: q.get(**a)
    except BaseException as e: print(repr(e))
try: q.get_nowait()
except queue.Empty as e: print(repr(e))
class A: pass
a = A(); w = weakref.ref(a); q.put(a); del a; q.get(); print(w() is None)
got = []
def work():
    while (x := q.get()) is not None: got.append(x)
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts: t.start()
for i in range(500): q.put(i)
for t in ts: q.put(None)
for t in ts: t.join()
print(sorted(got) == list(range(500)))
class Sub(queue.SimpleQueue): pass
s = Sub(); s.x = 1; s.put(2); print(s.get(), s.x, queue.SimpleQueue[int])
