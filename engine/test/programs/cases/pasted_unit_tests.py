# Tests: unittest with fixtures, subtests, mocks, a runner that reports to text.
import io
import re
import unittest
from unittest import mock


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = 0

    def setUp(self):
        self.stack = Stack()
        type(self).made += 1
        self.addCleanup(self.stack.items.clear)

    def test_push_and_pop(self):
        self.stack.push(1)
        self.stack.push(2)
        self.assertEqual(self.stack.pop(), 2)
        self.assertListEqual(self.stack.items, [1])

    def test_empty(self):
        with self.assertRaises(IndexError) as caught:
            self.stack.pop()
        self.assertEqual(str(caught.exception), "empty stack")
        self.assertRaisesRegex(IndexError, "^empty", self.stack.pop)

    def test_many(self):
        for n in range(4):
            with self.subTest(n=n):
                self.assertNotEqual(n, 2)

    def test_failure(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "lists differ")

    def test_text(self):
        self.assertMultiLineEqual("a\nb\n", "a\nc\n")

    def test_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail("never")

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    def test_containers(self):
        self.assertIn(1, [1])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertDictEqual({"a": 1}, {"a": 1})
        self.assertIsNone(None)
        self.assertIsInstance(3, int)
        self.assertGreater(2, 1)
        self.assertRegex("abc", "b")
        with self.assertLogs("x", "INFO") as logs:
            import logging
            logging.getLogger("x").info("hello")
        self.assertEqual(logs.output, ["INFO:x:hello"])


class MockTest(unittest.TestCase):
    def test_mock(self):
        thing = mock.Mock(return_value=3)
        self.assertEqual(thing(1, key="x"), 3)
        thing.assert_called_once_with(1, key="x")
        thing.method.side_effect = [1, ValueError("bad")]
        self.assertEqual(thing.method(), 1)
        self.assertRaises(ValueError, thing.method)
        self.assertEqual(thing.method.call_count, 2)

    def test_patch(self):
        with mock.patch("os.getcwd", return_value="/nowhere") as patched:
            import os
            self.assertEqual(os.getcwd(), "/nowhere")
        patched.assert_called_once()
        with mock.patch.object(Stack, "pop", lambda self: "patched"):
            self.assertEqual(Stack().pop(), "patched")
        with mock.patch.dict({"a": 1}, {"b": 2}) as both:
            self.assertEqual(both, {"a": 1, "b": 2})

    def test_magic(self):
        magic = mock.MagicMock()
        magic.__len__.return_value = 5
        self.assertEqual(len(magic), 5)
        self.assertEqual(mock.call(1, a=2), ((1,), {"a": 2}))


stream = io.StringIO()
suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (StackTest, MockTest))
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
text = re.sub(r"in \d+\.\d+s", "in N s", stream.getvalue())
print(re.sub(r'File ".*/', 'File ".../', text))
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful(), StackTest.made)
