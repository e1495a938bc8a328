import dbm
import dbm.dumb
import os
import shelve
import shutil
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "s")
with dbm.dumb.open(path, "n") as db:
    db["a"] = "1"
    db[b"b"] = b"x" * 600
    db["a"] = b"longer"
    print(sorted(db.keys()), len(db), db["a"], b"b" in db, db.get("zz"), len(db["b"]))
    del db["a"]
    try:
        db[3] = "x"
    except TypeError as error:
        print(error)
print(dbm.whichdb(path), dbm.whichdb(os.path.join(folder, "none")), sorted(os.listdir(folder)))
with open(path + ".dir") as file:
    print(file.read())
with dbm.open(path, "r") as db:
    print(list(db), len(db[b"b"]))
    try:
        db["c"] = "1"
    except dbm.error as error:
        print(error)
try:
    dbm.open(os.path.join(folder, "none"))
except dbm.error as error:
    print(str(error)[:24])
try:
    db["c"]
except dbm.error as error:
    print(error)
with shelve.Shelf(dbm.dumb.open(os.path.join(folder, "t")), writeback=True) as shelf:
    shelf["list"] = [1, 2]
    shelf["list"].append({"a": None})
with shelve.Shelf(dbm.dumb.open(os.path.join(folder, "t"))) as shelf:
    print(dict(shelf))
shutil.rmtree(folder)
