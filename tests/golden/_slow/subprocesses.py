import os
import subprocess

print(subprocess.run(["echo", "hi"], capture_output=True))
both = subprocess.check_output("cat; echo err >&2", shell=True, input=b"data ", stderr=subprocess.STDOUT)
print(both)
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
    print(process.communicate("x" * 200000)[0] == "x" * 200000, process.returncode)
print(subprocess.run(["sh", "-c", "exit 3"]).returncode)
for call in (
    lambda: subprocess.run(["no such program"]),
    lambda: subprocess.run(["ls"], cwd="/no/such/folder"),
    lambda: subprocess.run(["/etc/passwd"]),
    lambda: subprocess.run(["sh", "-c", "exit 2"], check=True),
    lambda: subprocess.run("sleep 10", shell=True, timeout=0.01),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, str(error)[:34])
print(subprocess.check_output(["pwd"], cwd="/tmp"))
print(subprocess.check_output(["sh", "-c", "echo $A$B"], env={"A": "1"}))
r, w = os.pipe()
subprocess.run(["sh", "-c", f"echo passed >&{w}"], pass_fds=[w])
os.close(w)
print(os.read(r, 20))
os.close(r)
process = subprocess.Popen(["sleep", "10"])
print(process.poll())
process.terminate()
print(process.wait(), process.poll())
session = subprocess.check_output(["ps", "-o", "sid=", "-p", str(os.getpid())])
other = subprocess.check_output("ps -o sid= -p $$", shell=True, start_new_session=True)
print(session != other)
print(os.popen("echo from popen; exit 1").read())
name = f"/tmp/golden_{os.urandom(8).hex()}"
with open(name, "w") as file:
    file.write("before\n")
    file.flush()
    subprocess.run(["echo", "child"], stdout=file)
    file.write("after\n")
with open(name) as file:
    print(subprocess.check_output(["cat"], stdin=file))
os.unlink(name)
one = subprocess.Popen(["echo", "b\na"], stdout=subprocess.PIPE)
two = subprocess.Popen(["sort"], stdin=one.stdout, stdout=subprocess.PIPE)
one.stdout.close()
print(two.communicate()[0], one.wait())
print(subprocess.getstatusoutput("echo text; exit 1"), subprocess.run("true", stdin=subprocess.DEVNULL, shell=True))
