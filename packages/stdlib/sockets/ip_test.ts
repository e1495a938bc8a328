import { assertEquals } from "@std/assert";
import { formatIPv4, formatIPv6, parseIPv4, parseIPv6, parseLooseIPv4 } from "./ip.ts";

Deno.test("IPv6 addresses are written as short as they can be", () => {
  const cases = {
    "::": "::",
    "0:0:0:0:0:0:0:1": "::1",
    "2001:DB8::1:0:0:1": "2001:db8::1:0:0:1",
    "fe80:0:0:1::": "fe80:0:0:1::",
    "1:2:3:4:5:6:7:8": "1:2:3:4:5:6:7:8",
    "1:0:3:4:5:6:7:8": "1:0:3:4:5:6:7:8",
    "::ffff:1.2.3.4": "::ffff:1.2.3.4",
    "1::5.6.7.8": "1::506:708",
  };
  for (const [given, short] of Object.entries(cases)) assertEquals(formatIPv6(parseIPv6(given)!), short);
  for (const bad of ["", ":", "1:2", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3", "::g"]) {
    assertEquals(parseIPv6(bad), null, bad);
  }
});

Deno.test("IPv4 addresses are read strictly, or as inet_aton does", () => {
  assertEquals(formatIPv4(parseIPv4("10.0.255.1")!), "10.0.255.1");
  for (const bad of ["10.0.1", "256.1.1.1", "01.2.3.4", "1.2.3.4 "]) assertEquals(parseIPv4(bad), null, bad);
  assertEquals(formatIPv4(parseLooseIPv4("127.1")!), "127.0.0.1");
  assertEquals(formatIPv4(parseLooseIPv4("0x7f.0.0.010")!), "127.0.0.8");
  assertEquals(formatIPv4(parseLooseIPv4("4294967295")!), "255.255.255.255");
  for (const bad of ["", "1.2.3.4.5", "1.256.1", "4294967296", "a"]) {
    assertEquals(parseLooseIPv4(bad), null, bad);
  }
});
