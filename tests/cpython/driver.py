"""Runs the methods of one of CPython's test modules, in Orochi; started by run.ts.

    driver.py TESTS MODULE RESULTS CHANGES LIMIT

TESTS is the directory of the `test` package, RESULTS the file that each method's fate is appended to, a line
of fields separated by tabs: `start ID`, then `passed ID`, `skipped ID REASON`, `failed ID CAUSE` or
`errored ID CAUSE`; `end` is the last one. Methods which RESULTS already tells about aren't run again: after a
crash or a hang run.ts notes that and starts the driver anew. CHANGES lists what has to be replaced in the
sources of old tests so that Python 3.14 can import them; it may be "". LIMIT is a prefix or glob of the methods that are wanted, or "".
"""

import fnmatch
import importlib.machinery
import os
import re
import sys
import types
import unittest

# Children that multiprocessing spawns load this file again, under another name and with other arguments.
if __name__ == "__main__":
    tests, module_name, results, changes, limit = sys.argv[1:6]
    del sys.argv[1:]
    os.environ["OROCHI_TESTS"], os.environ["OROCHI_TEST_CHANGES"] = tests, changes
else:
    tests, changes = os.environ["OROCHI_TESTS"], os.environ["OROCHI_TEST_CHANGES"]


def read_changes():
    """What is replaced: file name -> pairs of old and new text."""
    pairs = {}
    if not changes:
        return pairs
    with open(changes, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            name, old, new, _ = line.rstrip("\n").split("\t")
            unescape = lambda text: text.replace("\\n", "\n")
            pairs.setdefault(name, []).append((unescape(old), unescape(new)))
    return pairs


class ChangingLoader(importlib.machinery.SourceFileLoader):
    """Loads a module of tests with its changes, and keeps no bytecode of it."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        source = self.get_data(path)
        for old, new in CHANGES.get(os.path.relpath(path, tests), ()):
            if old.encode() not in source:
                raise LookupError(f"{path} has no {old!r} to be replaced")
            source = source.replace(old.encode(), new.encode())
        return self.source_to_code(source, path)


class TestFinder:
    """Finds what is below the `test` package in TESTS."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "test" and not name.startswith("test."):
            return None
        where = [os.path.dirname(tests)] if path is None else path
        finder_details = (ChangingLoader, [".py"])
        for directory in where:
            spec = importlib.machinery.FileFinder(directory, finder_details).find_spec(name, target)
            if spec is not None:
                return spec
        return None


class Fates(unittest.TestResult):
    """Writes what became of one method; the worst news of its subtests is its own."""

    def __init__(self, name):
        super().__init__()
        self.name = name
        self.fate = None

    def settle(self, fate, cause=""):
        if self.fate is None or self.fate[0] in ("passed", "skipped") and fate not in ("passed", "skipped"):
            self.fate = (fate, cause)

    def addSuccess(self, test):
        self.settle("passed")

    def addExpectedFailure(self, test, err):
        self.settle("passed")

    def addUnexpectedSuccess(self, test):
        self.settle("failed", "unexpected success")

    def addSkip(self, test, reason):
        self.settle("skipped", reason)

    def addFailure(self, test, err):
        self.settle("failed", describe(err))

    def addError(self, test, err):
        self.settle("errored", describe(err))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            (self.addFailure if issubclass(err[0], test.failureException) else self.addError)(test, err)


def describe(err):
    """The cause of a failure in a line: the line of the test where it happened, the exception, and how its message begins."""
    kind, value, trace = err
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(tests) and "support" not in trace.tb_frame.f_code.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        message = str(value)
    except BaseException as error:
        message = f"<{type(error).__name__} in str()>"
    message = without_folders(" ".join(message.split()))
    return f"{line} {kind.__name__}: {message[:140]}"


def without_folders(message):
    """MESSAGE without the names of FOLDERS: causes are the same on every machine."""
    for folder in FOLDERS:
        pattern = re.escape(folder)
        # As itself, within a regular expression, and within the repr() of one.
        for written in (folder, pattern, pattern.replace("\\", "\\\\")):
            message = message.replace(written, "")
        # unittest cuts out the middle of long texts ("[73 chars]"), maybe amid a folder.
        for end in range(len(folder) - 1, len("/tmp"), -1):
            message = message.replace(folder[:end] + "[", "[")
    return message


def note(*fields):
    """Appends a line to RESULTS at once: the process may not live to see the next one."""
    text = "\t".join(field.replace("\t", " ").replace("\n", " ") for field in fields) + "\n"
    number = os.open(results, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    os.write(number, text.encode("utf-8", "backslashreplace"))
    os.close(number)


def load_package(directory, loader, suite, pattern):
    """The tests of a package's modules. As support.load_package_tests, but the library of TESTS stays off sys.path."""
    package = "test." + os.path.basename(directory)
    for name in sorted(os.listdir(directory)):
        if name.startswith("test_") and name.endswith(".py"):
            try:
                suite.addTests(loader.loadTestsFromName(f"{package}.{name[:-3]}"))
            except unittest.SkipTest as skip:
                note("skipped", name[:-3], str(skip))
    return suite


def flatten(suite):
    """The tests of a suite of suites, one by one."""
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from flatten(part)
        else:
            yield part


def run(test, name, shared):
    """Runs one method with the fixtures of its class and module, or with those that SHARED, the fates, has set up."""
    note("start", name)
    result = shared or Fates(name)
    result.name, result.fate = name, None
    try:
        unittest.TestSuite([test]).run(result)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result.addError(test, (type(error), error, error.__traceback__))
    if result.fate is None:
        failed = shared and (result._moduleSetUpFailed or getattr(type(test), "_classSetupFailed", False))
        result.fate = ("errored", "0 its fixtures") if failed else ("skipped", "its class")
    note(result.fate[0], name, result.fate[1])


def known():
    """The names that RESULTS tells the fate of."""
    try:
        with open(results, encoding="utf-8") as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
    except FileNotFoundError:
        return set()
    return {line[1] for line in lines if len(line) > 1 and line[0] != "start"}


def main():
    """Runs the methods of the module that are wanted and not known; ends the process."""
    done = known()
    try:
        from test import support

        support.load_package_tests = load_package
        support.use_resources = []
        support.verbose = 0
        __import__("test." + module_name)
        module = sys.modules["test." + module_name]
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    except unittest.SkipTest as skip:
        note("skipped", "<module>", str(skip))
        note("end")
        os._exit(0)
    except BaseException as error:
        import traceback

        traceback.print_exc()
        note("errored", "<module>", describe((type(error), error, error.__traceback__)))
        note("end")
        os._exit(0)

    shared = None
    if module_name.startswith(SHARING):
        shared = Fates("")
        # As within a suite: fixtures are taken down when another class begins.
        shared._testRunEntered = True
    for test in flatten(suite):
        name = test.id().removeprefix("test." + module_name + ".")
        if name in done or limit and not (name.startswith(limit) or fnmatch.fnmatch(name, limit)):
            continue
        done.add(name)
        run(test, name, shared)
    if shared:
        top = unittest.TestSuite()
        top._tearDownPreviousClass(None, shared)
        top._handleModuleTearDown(shared)
    note("end")
    sys.stdout.flush()
    # Threads that a test left behind don't keep the process.
    os._exit(0)


# Fixtures of these modules end a server that each method would have to start anew, and import the module there.
SHARING = "test_multiprocessing_"
CHANGES = read_changes()
sys.executable = sys.executable or os.environ.get("OROCHI_TEST_PYTHON")
sys.meta_path.insert(0, TestFinder)
if __name__ == "__main__":
    of_run = os.path.dirname(results)
    # Those of the tests, of what this run writes, and of the interpreter.
    FOLDERS = [os.path.dirname(tests), os.path.join(of_run, "tmp"), of_run, os.path.dirname(sys.executable)]
    FOLDERS = [os.path.join(folder, "") for folder in FOLDERS]
    main()
