"""difflib: opcodes, ratios, every kind of diff, close matches, junk; differ hints."""
import difflib
from difflib import SequenceMatcher


a, b = "qabxcd", "abycdf"
s = SequenceMatcher(None, a, b)
print(s.get_opcodes(), s.get_matching_blocks(), round(s.ratio(), 4), round(s.quick_ratio(), 4), s.real_quick_ratio(), s.find_longest_match(0, 6, 0, 6), s.find_longest_match(2))
s.set_seq2("zzz"); print(s.ratio(), s.get_opcodes()); s.set_seqs("", ""); print(s.ratio(), s.get_opcodes(), s.get_matching_blocks())
j = SequenceMatcher(lambda c: c == " ", "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(j.ratio(), 3), [tuple(m) for m in j.get_matching_blocks()], j.bjunk, j.bpopular, SequenceMatcher(None, "x" * 300, "x" * 300).bpopular, SequenceMatcher(None, "x" * 300, "x" * 300, autojunk=False).ratio())
one = ["one\n", "two\n", "three\n", "four\n", "five\n", "six\n", "seven\n", "eight\n"]
two = ["zero\n", "one\n", "tree\n", "four\n", "five\n", "six\n", "seven\n", "ate\n", "nine"]
for diff in (difflib.ndiff(one, two), difflib.unified_diff(one, two, "a.txt", "b.txt", "then", "now", n=1), difflib.context_diff(one, two, "a", "b", n=0), difflib.unified_diff(one, one), difflib.unified_diff(["a"], [], lineterm=""), difflib.Differ().compare(["  tab\tx\n"], ["  tab\ty\n"])):
    print([line for line in diff])
print([list(difflib.restore(difflib.ndiff(one, two), n)) == x for n, x in ((1, one), (2, two))], list(SequenceMatcher(None, one, two).get_grouped_opcodes(1)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"]), difflib.get_close_matches("ab", ["ab", "abc", "abcd"], n=2, cutoff=0.1), list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff\n"], [b"b\n"], b"x", b"y")))
print(difflib.IS_LINE_JUNK(" # \n"), difflib.IS_LINE_JUNK("x\n"), difflib.IS_CHARACTER_JUNK("\t"), difflib.HtmlDiff(tabsize=4).make_table(["a<b"], ["a>b"]).count("<td"))
for make in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3)), lambda: list(difflib.unified_diff(["a"], [b"a"])), lambda: list(difflib.diff_bytes(difflib.unified_diff, ["a"], [b"b"]))):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
