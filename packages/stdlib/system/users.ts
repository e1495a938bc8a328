/**
 * `pwd` and `grp`: users and groups, as `/etc/passwd` and `/etc/group` list them. Read through the host, so under the
 * permission to read those files.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { isError } from "../files.ts";
import { decodePath } from "../posix/paths.ts";
import {
  defineStructSequence,
  newStructSequence,
  type StructSequence,
  structSequenceClass,
} from "../struct_sequence.ts";

const PASSWD = defineStructSequence({
  name: "pwd.struct_passwd",
  fields: ["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"],
});
const GROUP = defineStructSequence({
  name: "grp.struct_group",
  fields: ["gr_name", "gr_passwd", "gr_gid", "gr_mem"],
});

/** A database: its file, its lines' fields, and how they become Python's. */
interface Database {
  readonly module: "pwd" | "grp";
  readonly path: string;
  readonly kind: StructSequence;
  readonly fields: number;
  /** Names of its functions by number, by name and of all, and what their arguments are called. */
  readonly functions: readonly [byNumber: string, byName: string, all: string];
  readonly parameters: readonly [number: string, name: string];
  readonly value: (vm: Vm, fields: readonly string[]) => Value[];
}

const USERS: Database = {
  module: "pwd",
  path: "/etc/passwd",
  kind: PASSWD,
  fields: 7,
  functions: ["getpwuid", "getpwnam", "getpwall"],
  parameters: ["uidobj", "name"],
  value: (vm, fields) =>
    fields.map((field, i) => i === 2 || i === 3 ? vm.newInt(Number(field)) : vm.newStr(field)),
};

const GROUPS: Database = {
  module: "grp",
  path: "/etc/group",
  kind: GROUP,
  fields: 4,
  functions: ["getgrgid", "getgrnam", "getgrall"],
  parameters: ["id", "name"],
  value: (vm, [name, password, id, members]) => [
    vm.newStr(name),
    vm.newStr(password),
    vm.newInt(Number(id)),
    vm.newList(members === "" ? [] : members.split(",").map((member) => vm.newStr(member))),
  ],
};

/** The lines of a database, split; null with an OSError set. */
function linesOf(vm: Vm, database: Database): string[][] | null {
  const file = vm.host.readFile(database.path);
  if (isError(file)) return vm.raiseOS(file), null;
  return decodePath(file).split("\n").map((line) => line.split(":")).filter((fields) =>
    fields.length === database.fields && !fields[0].startsWith("#")
  );
}

/** The entry whose field is a text; KeyError with a message if there is none. */
function find(vm: Vm, database: Database, field: number, text: string, missing: string): Value {
  const lines = linesOf(vm, database);
  if (lines === null) return 0;
  const found = lines.find((fields) => fields[field] === text);
  if (found !== undefined) return newStructSequence(vm, database.kind, database.value(vm, found));
  const message = vm.newStr(missing);
  vm.raiseKey(message);
  vm.decref(message);
  return 0;
}

function functionsOf(database: Database): NativeDefinition[] {
  const [byNumber, byName, all] = database.functions;
  const what = database.module === "pwd" ? "uid" : "gid";
  return [
    nativeFunction(byNumber, `(${database.parameters[0]})`, (vm, a) => {
      if (!vm.isInt(vm.i32[a])) {
        return vm.raiseType(`${what} should be integer, not ${vm.typeName(vm.i32[a])}`);
      }
      const id = String(vm.bigInt(vm.i32[a]));
      return find(vm, database, 2, id, `${byNumber}(): ${what} not found: ${id}`);
    }),
    nativeFunction(byName, `(${database.parameters[1]})`, (vm, a) => {
      if (!vm.isStr(vm.i32[a])) {
        return vm.raiseType(
          `${byName}() argument${database.module === "grp" ? " 'name'" : ""} must be str, not ${
            vm.typeName(vm.i32[a])
          }`,
        );
      }
      const name = vm.js(vm.i32[a]);
      if (name.includes("\0")) return vm.raiseValue("embedded null character");
      const repr = vm.repr(vm.i32[a]);
      if (repr === 0) return 0;
      const missing = `${byName}(): name not found: ${vm.js(repr)}`;
      vm.decref(repr);
      return find(vm, database, 0, name, missing);
    }),
    nativeFunction(all, "()", (vm) => {
      const lines = linesOf(vm, database);
      if (lines === null) return 0;
      return vm.newList(
        lines.map((fields) => newStructSequence(vm, database.kind, database.value(vm, fields))),
      );
    }),
  ];
}

function moduleOf(database: Database, doc: string): NativeModule {
  return {
    name: database.module,
    doc,
    functions: functionsOf(database),
    populate: (vm, _module, dict) => {
      const name = database.kind.name.slice(database.module.length + 1);
      return vm.dictSetStr(dict, name, structSequenceClass(vm, database.kind));
    },
  };
}

/** The modules. */
export const userModules: readonly NativeModule[] = [
  moduleOf(USERS, "This module provides access to the Unix password database."),
  moduleOf(GROUPS, "Access to the Unix group database."),
];
