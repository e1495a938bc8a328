# threads
import os
import sys
import threading
folder = f"/tmp/orochi-golden-imports-{os.urandom(8).hex()}"
os.mkdir(folder)
sys.path.insert(0, folder)
def module(name, text):
    with open(f"{folder}/{name}.py", "w") as f: f.write(text)
module("slow_module", "import time\na = 1\ntime.sleep(0.05)\nb = 2\n")
module("circle_one", "import time; time.sleep(0.02)\nimport circle_two\nx = 1\n")
module("circle_two", "import time; time.sleep(0.02)\nimport circle_one\ny = 2\n")
results = []
def slow():
    import slow_module
    results.append(slow_module.b)
def one():
    import circle_one
    results.append(10)
def two():
    import circle_two
    results.append(20)
for tasks in ((slow,) * 3, (one, two)):
    threads = [threading.Thread(target=task) for task in tasks]
    for t in threads: t.start()
    for t in threads: t.join()
    print(sorted(results))
import circle_one, circle_two
print(circle_one.x, circle_two.y)
for name in os.listdir(folder):
    if name.endswith(".py"): os.unlink(f"{folder}/{name}")
for name in os.listdir(folder):
    for inner in os.listdir(f"{folder}/{name}"): os.unlink(f"{folder}/{name}/{inner}")
    os.rmdir(f"{folder}/{name}")
os.rmdir(folder)
