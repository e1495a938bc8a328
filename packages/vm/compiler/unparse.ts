/**
 * Source text of an expression, as `from __future__ import annotations` stores it (CPython's `ast_unparse.c`).
 *
 * @module
 */
import { escapedSurrogates } from "@orochi/syntax";
import { escapeCode, isPrintable } from "../builtins/str_unicode.ts";
import type { Arguments, Comprehension, ConstantValue, Expression } from "./nodes.ts";

/** Binding strength, weakest first. */
const enum Level {
  Tuple,
  Test,
  Or,
  And,
  Not,
  Compare,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Arithmetic,
  Term,
  Factor,
  Power,
  Await,
  Atom,
}

const BINARY: Readonly<Record<string, readonly [string, Level]>> = {
  Add: ["+", Level.Arithmetic],
  Sub: ["-", Level.Arithmetic],
  Mult: ["*", Level.Term],
  MatMult: ["@", Level.Term],
  Div: ["/", Level.Term],
  Mod: ["%", Level.Term],
  FloorDiv: ["//", Level.Term],
  LShift: ["<<", Level.Shift],
  RShift: [">>", Level.Shift],
  BitOr: ["|", Level.BitOr],
  BitXor: ["^", Level.BitXor],
  BitAnd: ["&", Level.BitAnd],
  Pow: ["**", Level.Power],
};
const COMPARE: Readonly<Record<string, string>> = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
};
const UNARY: Readonly<Record<string, string>> = { Invert: "~", UAdd: "+", USub: "-" };

/** Source text of an expression, with no more parentheses than it needs. */
export function unparse(node: Expression): string {
  return text(node, Level.Test);
}

function wrap(source: string, own: Level, level: Level): string {
  return own < level ? `(${source})` : source;
}

function list(nodes: readonly Expression[]): string {
  return nodes.map((node) => text(node, Level.Test)).join(", ");
}

function optional(node: Expression | null): string {
  return node === null ? "" : text(node, Level.Test);
}

function text(node: Expression, level: Level): string {
  switch (node.kind) {
    case "Name":
      return node.id;
    case "Constant":
      return constant(node.value);
    case "Attribute": {
      const value = text(node.value, Level.Atom);
      const isInt = node.value.kind === "Constant" && node.value.value.type === "int";
      return `${value}${isInt ? " " : ""}.${node.attr}`;
    }
    case "Subscript":
      return `${text(node.value, Level.Atom)}[${index(node.slice)}]`;
    case "Slice":
      return `${optional(node.lower)}:${optional(node.upper)}${
        node.step === null ? "" : `:${optional(node.step)}`
      }`;
    case "Starred":
      return `*${text(node.value, Level.BitOr)}`;
    case "Tuple":
      if (node.elts.length === 0) return "()";
      return wrap(list(node.elts) + (node.elts.length === 1 ? "," : ""), Level.Tuple, level);
    case "List":
      return `[${list(node.elts)}]`;
    case "Set":
      return `{${list(node.elts)}}`;
    case "Dict":
      return `{${
        node.values.map((value, i) => {
          const key = node.keys[i];
          return key === null
            ? `**${text(value, Level.BitOr)}`
            : `${text(key, Level.Test)}: ${text(value, Level.Test)}`;
        }).join(", ")
      }}`;
    case "BinOp": {
      const [operator, own] = BINARY[node.op];
      const isPower = node.op === "Pow";
      const left = text(node.left, isPower ? own + 1 : own);
      const right = text(node.right, isPower ? own : own + 1);
      return wrap(`${left} ${operator} ${right}`, own, level);
    }
    case "UnaryOp":
      if (node.op === "Not") return wrap(`not ${text(node.operand, Level.Not)}`, Level.Not, level);
      return wrap(`${UNARY[node.op]}${text(node.operand, Level.Factor)}`, Level.Factor, level);
    case "BoolOp": {
      const own = node.op === "Or" ? Level.Or : Level.And;
      const separator = node.op === "Or" ? " or " : " and ";
      return wrap(node.values.map((value) => text(value, own + 1)).join(separator), own, level);
    }
    case "Compare": {
      const rest = node.ops.map((op, i) => ` ${COMPARE[op]} ${text(node.comparators[i], Level.BitOr)}`);
      return wrap(text(node.left, Level.BitOr) + rest.join(""), Level.Compare, level);
    }
    case "IfExp": {
      const source = `${text(node.body, Level.Or)} if ${text(node.test, Level.Or)} else ${
        text(node.orelse, Level.Test)
      }`;
      return wrap(source, Level.Test, level);
    }
    case "Call": {
      // An only argument that is a generator expression brings the parentheses.
      if (node.args.length === 1 && node.keywords.length === 0 && node.args[0].kind === "GeneratorExp") {
        return text(node.func, Level.Atom) + text(node.args[0], Level.Test);
      }
      const keywords = node.keywords.map(({ arg, value }) =>
        arg === null ? `**${text(value, Level.BitOr)}` : `${arg}=${text(value, Level.Test)}`
      );
      return `${text(node.func, Level.Atom)}(${
        [...node.args.map((arg) => text(arg, Level.Test)), ...keywords].join(", ")
      })`;
    }
    case "Lambda": {
      const positional = node.args.posonlyargs.length + node.args.args.length > 0;
      return wrap(
        `lambda${positional ? " " : ""}${argumentList(node.args)}: ${text(node.body, Level.Test)}`,
        Level.Test,
        level,
      );
    }
    case "NamedExpr":
      return wrap(`${text(node.target, Level.Atom)} := ${text(node.value, Level.Atom)}`, Level.Tuple, level);
    case "ListComp":
      return `[${text(node.elt, Level.Test)}${generators(node.generators)}]`;
    case "SetComp":
      return `{${text(node.elt, Level.Test)}${generators(node.generators)}}`;
    case "GeneratorExp":
      return `(${text(node.elt, Level.Test)}${generators(node.generators)})`;
    case "DictComp":
      return `{${text(node.key, Level.Test)}: ${text(node.value, Level.Test)}${generators(node.generators)}}`;
    case "Await":
      return wrap(`await ${text(node.value, Level.Atom)}`, Level.Await, level);
    case "Yield":
      return node.value === null ? "(yield)" : `(yield ${text(node.value, Level.Test)})`;
    case "YieldFrom":
      return `(yield from ${text(node.value, Level.Test)})`;
    case "JoinedStr":
    case "TemplateStr":
      return `${node.kind === "JoinedStr" ? "f" : "t"}${quote(node.values.map(part).join(""))}`;
    case "FormattedValue":
    case "Interpolation":
      return `f${quote(part(node))}`;
  }
}

/** A subscript's tuple needs no parentheses. */
function index(node: Expression): string {
  return node.kind === "Tuple" ? text(node, Level.Tuple) : text(node, Level.Test);
}

function generators(all: readonly Comprehension[]): string {
  return all.map(({ target, iter, ifs, is_async }) => {
    const conditions = ifs.map((condition) => ` if ${text(condition, Level.Or)}`).join("");
    return ` ${is_async ? "async " : ""}for ${text(target, Level.Tuple)} in ${
      text(iter, Level.Or)
    }${conditions}`;
  }).join("");
}

/** The inside of an f-string: literal text with doubled braces, or a replacement field. */
function part(node: Expression): string {
  if (node.kind === "Constant" && node.value.type === "surrogates") {
    return escapedSurrogates(node.value.points, quote).slice(1, -1).replaceAll("{", "{{").replaceAll(
      "}",
      "}}",
    );
  }
  if (node.kind === "Constant" && node.value.type === "str") {
    return node.value.value.replaceAll("{", "{{").replaceAll("}", "}}");
  }
  if (node.kind !== "FormattedValue" && node.kind !== "Interpolation") {
    return node.kind === "JoinedStr" ? node.values.map(part).join("") : text(node, Level.Test);
  }
  const value = text(node.value, Level.Or);
  const conversion = node.conversion > 0 ? `!${String.fromCharCode(node.conversion)}` : "";
  const spec = node.format_spec === null ? "" : `:${part(node.format_spec)}`;
  return `{${value.startsWith("{") ? " " : ""}${value}${conversion}${spec}}`;
}

function argumentList(args: Arguments): string {
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  const parts = positional.map(({ arg }, i) =>
    i < firstDefault ? arg : `${arg}=${text(args.defaults[i - firstDefault], Level.Test)}`
  );
  if (args.posonlyargs.length > 0) parts.splice(args.posonlyargs.length, 0, "/");
  if (args.vararg !== null) parts.push(`*${args.vararg.arg}`);
  else if (args.kwonlyargs.length > 0) parts.push("*");
  args.kwonlyargs.forEach(({ arg }, i) => {
    const value = args.kw_defaults[i];
    parts.push(value === null || value === undefined ? arg : `${arg}=${text(value, Level.Test)}`);
  });
  if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
  return parts.join(", ");
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case "int":
      return String(value.value);
    case "float":
      return floatText(value.value);
    case "complex":
      return `${floatText(value.imag).replace(/\.0$/, "")}j`;
    case "str":
      return quote(value.value);
    case "surrogates":
      return escapedSurrogates(value.points, quote);
    case "bytes":
      return `b${quote(Array.from(value.value, (byte) => String.fromCharCode(byte)).join(""), true)}`;
    case "Ellipsis":
      return "...";
    case "tuple":
      return `(${value.items.map(constant).join(", ")}${value.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return value.items.length === 0
        ? "frozenset()"
        : `frozenset({${value.items.map(constant).join(", ")}})`;
    default:
      return value.type;
  }
}

function floatText(value: number): string {
  if (value === Infinity) return "1e309";
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const plain = String(value);
  return /[.e]/.test(plain) ? plain : `${plain}.0`;
}

/** Python's `repr` of a string. */
function quote(value: string, bytes = false): string {
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'";
  let out = "";
  for (const character of value) {
    const code = character.codePointAt(0)!;
    if (character === mark || character === "\\") out += `\\${character}`;
    else if (character === "\n") out += "\\n";
    else if (character === "\r") out += "\\r";
    else if (character === "\t") out += "\\t";
    else if (bytes ? code < 32 || code > 126 : !isPrintable(code)) out += escapeCode(code);
    else out += character;
  }
  return mark + out + mark;
}
