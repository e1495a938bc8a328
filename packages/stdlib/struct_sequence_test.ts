import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import time
t = time.gmtime(0)
`);

Deno.test("fields have names, places, and are a tuple", () => {
  machine.check(
    [
      "t.tm_year, t[0], len(t), t[1:3], t == tuple(t), t.tm_zone, t.n_fields, t.n_sequence_fields, t.n_unnamed_fields",
      "(1970, 1970, 9, (1, 1), True, 'GMT', 11, 9, 0)",
    ],
  );
});

Deno.test("it is made of a sequence of the right length, and a dict for the rest", () => {
  machine.check(
    [
      "time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(9), {'tm_zone': 'X'}).tm_zone, time.struct_time(range(9)).tm_zone",
      "(time.struct_time(tm_year=0, tm_mon=1, tm_mday=2, tm_hour=3, tm_min=4, tm_sec=5, tm_wday=6, tm_yday=7, tm_isdst=8), 10, 'X', None)",
    ],
    [
      "time.struct_time(range(8))",
      "TypeError: time.struct_time() takes an at least 9-sequence (8-sequence given)",
    ],
    [
      "time.struct_time(range(12))",
      "TypeError: time.struct_time() takes an at most 11-sequence (12-sequence given)",
    ],
    ["time.struct_time(3)", "TypeError: constructor requires a sequence"],
  );
});

Deno.test("fields don't change", () => {
  machine.check(
    ["setattr(t, 'tm_year', 1)", "AttributeError: readonly attribute"],
  );
});

Deno.test("it is copied with other fields, and matched by place", () => {
  machine.check(
    ["t.__replace__(tm_year=5).tm_year", "5"],
    ["t.__replace__(other=5)", "TypeError: Got unexpected field name(s): ['other']"],
    ["t.__match_args__[:2], t.__reduce__()[1][0][:3]", "(('tm_year', 'tm_mon'), (1970, 1, 1))"],
  );
});
