/**
 * `_locale`: there is one locale, C with UTF-8; asking for it by any of its names works.
 *
 * @module
 */
import { NONE, T_TYPE, type Value } from "@orochi/object";
import { makeClass, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";

import { getState, setStateOwned } from "./state.ts";

/** Names of the locale. */
const NAMES: ReadonlySet<string> = new Set(["", "C", "POSIX", "C.UTF-8", "C.utf8"]);

const CATEGORIES: { readonly [name: string]: number } = {
  LC_CTYPE: 0,
  LC_NUMERIC: 1,
  LC_TIME: 2,
  LC_COLLATE: 3,
  LC_MONETARY: 4,
  LC_MESSAGES: 5,
  LC_ALL: 6,
};

/** What `nl_langinfo` tells, by name and number of glibc. */
const INFORMATION: readonly (readonly [name: string, number: number, text: string])[] = [
  ["CODESET", 14, "UTF-8"],
  ["RADIXCHAR", 0x10000, "."],
  ["THOUSEP", 0x10001, ""],
  ["YESEXPR", 0x50000, "^[yY]"],
  ["NOEXPR", 0x50001, "^[nN]"],
  ["CRNCYSTR", 0x4000f, "-"],
  ["D_T_FMT", 0x20028, "%a %b %e %H:%M:%S %Y"],
  ["D_FMT", 0x20029, "%m/%d/%y"],
  ["T_FMT", 0x2002a, "%H:%M:%S"],
  ["T_FMT_AMPM", 0x2002b, "%I:%M:%S %p"],
  ["AM_STR", 0x20026, "AM"],
  ["PM_STR", 0x20027, "PM"],
  ...["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].map((day, i) =>
    [`ABDAY_${i + 1}`, 0x20000 + i, day] as const
  ),
  ...["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].map((day, i) =>
    [`DAY_${i + 1}`, 0x20007 + i, day] as const
  ),
  ...[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ]
    .flatMap((
      month,
      i,
    ) => [
      [`ABMON_${i + 1}`, 0x2000e + i, month.slice(0, 3)] as const,
      [`MON_${i + 1}`, 0x2001a + i, month] as const,
    ]),
];

/** Numbers of `localeconv` that the C locale does not give. */
const UNKNOWN = 127;

function localeconv(vm: Vm): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  const texts = [
    "thousands_sep",
    "int_curr_symbol",
    "currency_symbol",
    "mon_decimal_point",
    "mon_thousands_sep",
    "positive_sign",
    "negative_sign",
  ];
  const numbers = [
    "int_frac_digits",
    "frac_digits",
    "p_cs_precedes",
    "p_sep_by_space",
    "n_cs_precedes",
    "n_sep_by_space",
    "p_sign_posn",
    "n_sign_posn",
  ];
  vm.dictSetOwned(dict, "decimal_point", vm.newStr("."));
  for (const name of texts) vm.dictSetOwned(dict, name, vm.newStr(""));
  for (const name of ["grouping", "mon_grouping"]) vm.dictSetOwned(dict, name, vm.newList([]));
  for (const name of numbers) vm.dictSetOwned(dict, name, vm.newInt(UNKNOWN));
  return dict;
}

function setlocale(vm: Vm, category: Value, locale: Value): Value {
  const number = vm.index(category);
  if (Number.isNaN(number)) return 0;
  const error = (message: string) => {
    const text = vm.newStr(message);
    const exception = vm.call(getState(vm, "locale.Error"), text);
    vm.decref(text);
    return exception === 0 ? 0 : vm.raiseObject(exception);
  };
  if (number < 0 || number > 6) return error("invalid locale category");
  if (locale === 0 || locale === NONE) return vm.keep(getState(vm, `locale ${number}`)) || vm.newStr("C");
  if (!vm.isStr(locale)) {
    return vm.raiseType(`setlocale() argument 2 must be str or None, not ${vm.typeName(locale)}`);
  }
  const name = vm.js(locale);
  if (!NAMES.has(name)) return error("unsupported locale setting");
  const settled = name === "" ? "C.UTF-8" : name === "POSIX" ? "C" : name;
  return setStateOwned(vm, `locale ${number}`, vm.newStr(settled)) ? vm.newStr(settled) : 0;
}

/** Two strs, or TypeError. */
function collate(vm: Vm, a: Value, b: Value): Value {
  if (!vm.isStr(a) || !vm.isStr(b)) {
    return vm.raiseType(
      `strcoll() argument ${vm.isStr(a) ? 2 : 1} must be str, not ${vm.typeName(vm.isStr(a) ? b : a)}`,
    );
  }
  const less = vm.compare(0, a, b);
  const more = less === 0 ? 0 : vm.compare(4, a, b);
  return more === 0 ? 0 : vm.newInt(vm.truthy(less) === 1 ? -1 : vm.truthy(more) === 1 ? 1 : 0);
}

function makeError(vm: Vm): Value {
  const namespace = vm.newDict();
  const bases = vm.newTuple([vm.keep(vm.exceptionType("Exception"))]);
  if (namespace === 0 || bases === 0 || !vm.dictSetOwned(namespace, "__module__", vm.newStr("locale"))) {
    return 0;
  }
  const type = makeClass(vm, vm.typeObject(T_TYPE), vm.intern("Error"), bases, namespace);
  vm.decref(bases);
  vm.decref(namespace);
  return setStateOwned(vm, "locale.Error", type) ? getState(vm, "locale.Error") : 0;
}

/** The module. */
export const localeModule: NativeModule = {
  name: "_locale",
  doc: "Support for POSIX locales.",
  functions: [
    nativeFunction(
      "setlocale",
      "(category, locale=None, /)",
      (vm, a) => setlocale(vm, vm.i32[a], vm.i32[a + 1]),
    ),
    nativeFunction("localeconv", "()", localeconv),
    nativeFunction("strcoll", "(os1, os2, /)", (vm, a) => collate(vm, vm.i32[a], vm.i32[a + 1])),
    nativeFunction(
      "strxfrm",
      "(string, /)",
      (vm, a) =>
        vm.isStr(vm.i32[a])
          ? vm.keep(vm.i32[a])
          : vm.raiseType(`strxfrm() argument must be str, not ${vm.typeName(vm.i32[a])}`),
    ),
    nativeFunction("nl_langinfo", "(key, /)", (vm, a) => {
      const key = vm.index(vm.i32[a]);
      if (Number.isNaN(key)) return 0;
      const found = INFORMATION.find(([, number]) => number === key);
      return found === undefined ? vm.raiseValue("unsupported langinfo constant") : vm.newStr(found[2]);
    }),
    nativeFunction("getencoding", "()", (vm) => vm.newStr("UTF-8")),
  ],
  populate: (vm, _module, dict) => {
    const error = makeError(vm);
    return error !== 0 && vm.dictSetStr(dict, "Error", error) &&
      vm.dictSetOwned(dict, "CHAR_MAX", vm.newInt(UNKNOWN)) &&
      Object.entries(CATEGORIES).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value))) &&
      INFORMATION.every(([name, number]) => vm.dictSetOwned(dict, name, vm.newInt(number)));
  },
};
