"""unittest: results of suites, fixtures, subtests, skips, expected failures, mocks and assertion messages."""
import io
import unittest
from unittest import mock

order = []


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        order.append("class")

    def setUp(self):
        order.append("setup")
        self.addCleanup(order.append, "cleanup")

    def tearDown(self):
        order.append("teardown")

    def test_passes(self):
        self.assertEqual(1, 1)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        with self.assertRaisesRegex(ValueError, "inv.*lit"):
            int("x")
        with self.assertWarns(DeprecationWarning) as caught:
            __import__("warnings").warn("old", DeprecationWarning)
        self.assertEqual(str(caught.warning), "old")

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 5, 3], "lists differ")

    def test_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_subtests(self):
        for n in range(4):
            with self.subTest("even", n=n):
                self.assertFalse(n % 2, n)


class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.value = 5

    async def test_awaits(self):
        self.assertEqual(self.value, 5)


out = io.StringIO()
suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(c) for c in (Fixtures, Async))
result = unittest.TextTestRunner(out, verbosity=0).run(suite)
print(result, result.wasSuccessful())
print([(str(t).split()[0], text.strip().splitlines()[-1]) for t, text in result.errors])
for test, text in result.failures:
    lines = text.strip().splitlines()
    print(str(test).replace("__main__.", ""), "|", [line for line in lines if line.startswith(("AssertionError", "- ", "+ ", "First"))])
print(result.skipped[0][1], len(result.expectedFailures), len(result.unexpectedSuccesses), order[:4], order.count("cleanup"))


class Messages(unittest.TestCase):
    maxDiff = 300

    def runTest(self):
        pass


case = Messages()
for name, *args in [("assertEqual", "one\ntwo\n", "one\n2\n"), ("assertEqual", {"a": 1, "b": 2}, {"a": 1, "b": 3}), ("assertIn", 5, [1, 2]), ("assertIs", None, 0), ("assertIsInstance", 5, str), ("assertGreater", 1, 2), ("assertTrue", ""), ("assertIsNone", 5), ("assertCountEqual", [1, 2, 2], [2, 1, 1]), ("assertRegex", "abc", "x+"), ("assertAlmostEqual", 1.0, 1.5), ("assertSetEqual", {1}, {2}), ("assertTupleEqual", (1,), (1, 2)), ("assertNotEqual", 3, 3), ("assertRaises", ValueError, lambda: None)]:
    try:
        getattr(case, name)(*args)
        print(name, "passed")
    except AssertionError as error:
        print(name, repr(str(error)))
m = mock.Mock(return_value=3, side_effect=[1, KeyError("k"), mock.DEFAULT], attr=5)
print(m(1, x=2), m.attr, m.call_count)
try:
    m()
except KeyError as error:
    print("side effect", error)
print(m("last"), m.call_args, m.call_args_list, m.mock_calls[0] == mock.call(1, x=2), m.method.called, m.method.chain(1).other.call_count)
for check in [lambda: m.assert_called_once(), lambda: m.assert_called_with("other"), lambda: m.assert_any_call(9), lambda: m.assert_not_called(), lambda: m.assert_has_calls([mock.call("last")])]:
    try:
        check()
        print("ok")
    except AssertionError as error:
        print(str(error).splitlines()[0])
with mock.patch("os.getcwd", return_value="/patched") as patched, mock.patch.dict("os.environ", {"NEW": "1"}):
    import os
    print(os.getcwd(), os.environ["NEW"], patched.called)
magic = mock.MagicMock()
magic.__len__.return_value = 7
magic.__getitem__.side_effect = lambda k: k * 2
print(len(magic), magic["a"], magic + 1 is not None, list(magic), "NEW" in os.environ, mock.create_autospec(lambda a, b: None)(1, 2) is not None, mock.sentinel.thing)
