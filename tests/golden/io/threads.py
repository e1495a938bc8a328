# threads
import os
import threading
P = f"/tmp/orochi-golden-threads-{os.urandom(8).hex()}.txt"
f = open(P, "w+")
f.write("line1\nline2\nline3\n"); f.flush(); f.seek(0)
out = []
for _ in range(3):
    t = threading.Thread(target=lambda: out.append(f.readline())); t.start(); t.join()
print(out, f.tell())
def write(i):
    for k in range(50): f.write(f"{i}-{k}\n")
threads = [threading.Thread(target=write, args=(i,)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
f.close()
lines = open(P).read().split("\n")
print(len(lines), len(set(lines)))
fd = os.open(P, os.O_RDONLY)
os.unlink(P)
t = threading.Thread(target=lambda: out.append(os.read(fd, 6))); t.start(); t.join()
print(out[-1], os.read(fd, 6))
t = threading.Thread(target=lambda: os.close(fd)); t.start(); t.join()
try: os.read(fd, 1)
except OSError as e: print(e)
