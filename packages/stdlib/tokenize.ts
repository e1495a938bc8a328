/**
 * `_tokenize`: the tokens of Python source. All lines are read when the first token is asked for.
 *
 * @module
 */
import { type Address, part, T_TOKENIZER, type Value } from "@orochi/object";
import { type SourceToken, tokenize, TokenType } from "@orochi/syntax";
import { type NativeModule, newMethod, raiseSyntaxError, type TypeDefinition, type Vm } from "@orochi/vm";
import { iterSelf, makeObject, nextSlot, swapWord, word } from "./_data.ts";

/** Words: `readline`, encoding or None, whether comments are given, iterator over the tokens, error after them. */
const READLINE = 0, ENCODING = 1, EXTRA = 2, TOKENS = 3, ERROR = 4, WORDS = 5;

/** Numbers of operators by their text, from LPAR on in the order of Python's `token` module. */
const OPERATORS =
  "( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= " +
  ">>= **= // //= @ @= -> ... := !";
const FIRST_OPERATOR = 7;
let operatorTypes: Map<string, number> | null = null;

/** The type that CPython's parser sees in an operator. */
function operatorType(text: string): number {
  operatorTypes ??= new Map(OPERATORS.split(" ").map((operator, i) => [operator, FIRST_OPERATOR + i]));
  return operatorTypes.get(text) ?? TokenType.OP;
}

/** One line from `readline` as text, "" at the end; null with an exception set. */
function readLine(vm: Vm, self: Address): string | null {
  const line = vm.call(word(vm, self, READLINE));
  if (line === 0) {
    if (!vm.matches("StopIteration")) return null;
    vm.clearError();
    return "";
  }
  const encoding = word(vm, self, ENCODING);
  const encoded = vm.isStr(encoding);
  let text = line;
  if (encoded && vm.isBytes(line)) {
    text = vm.callMethod(line, vm.intern("decode"), encoding);
    vm.decref(line);
    if (text === 0) return null;
  }
  if (vm.isStr(text)) {
    const result = vm.js(text);
    vm.decref(text);
    return result;
  }
  vm.raiseType(`readline() returned a non-${encoded ? "bytes" : "string"} object`);
  vm.decref(text);
  return null;
}

function newToken(vm: Vm, token: SourceToken, extra: boolean): Value {
  const { type, text } = token;
  const place = (line: number, column: number) => vm.newTuple([vm.newInt(line), vm.newInt(column)]);
  return vm.newTuple([
    vm.newInt(type === TokenType.OP && !extra ? operatorType(text) : type),
    vm.newStr(text),
    place(token.line, token.column),
    place(token.endLine, token.endColumn),
    vm.newStr(token.lineText),
  ]);
}

/**
 * A token as the parser sees it, who asks for no more: what has no text of its own has no column either, and is on the
 * last line at the latest.
 */
function bare(token: SourceToken, lines: readonly string[]): SourceToken {
  const { type, line, column } = token;
  if (type === TokenType.NEWLINE) return { ...token, text: "", endLine: line, endColumn: column };
  if (type !== TokenType.INDENT && type !== TokenType.DEDENT && type !== TokenType.ENDMARKER) return token;
  const at = Math.min(line, lines.length);
  const lineText = line > at ? lines[at - 1] : token.lineText;
  return { type, text: "", line: at, column: -1, endLine: at, endColumn: -1, lineText };
}

/** Reads the source and takes it apart; false with an exception set. */
function start(vm: Vm, self: Address): boolean {
  const lines: string[] = [];
  for (;;) {
    const line = readLine(vm, self);
    if (line === null) return false;
    if (line === "") break;
    lines.push(line);
  }
  const { tokens, error } = tokenize(lines.join(""));
  const extra = vm.truthy(word(vm, self, EXTRA)) === 1;
  const shown = extra
    ? tokens
    : lines.length === 0
    ? []
    : tokens.filter(({ type }) => type !== TokenType.COMMENT && type !== TokenType.NL)
      .map((token) => bare(token, lines));
  const list = vm.newList(shown.map((token) => newToken(vm, token, extra)));
  const iterator = list === 0 ? 0 : vm.iter(list);
  vm.decref(list);
  if (iterator === 0) return false;
  if (error !== null) {
    raiseSyntaxError(vm, error, "<string>");
    swapWord(vm, self, ERROR, vm.takeError());
  }
  vm.decref(swapWord(vm, self, TOKENS, iterator));
  return true;
}

function next(vm: Vm, self: Address): Value {
  vm.lock.begin(self);
  const started = word(vm, self, TOKENS) !== 0 || start(vm, self);
  vm.lock.end();
  if (!started) return 0;
  const token = vm.next(word(vm, self, TOKENS));
  if (token !== 0 || vm.failed()) return token;
  const error = swapWord(vm, self, ERROR, 0);
  return error === 0 ? 0 : vm.setError(error);
}

/** `_tokenize.TokenizerIter`. */
export const tokenizerType: TypeDefinition = {
  index: T_TOKENIZER,
  name: "TokenizerIter",
  module: "_tokenize",
  basicSize: part(WORDS),
  methods: [
    newMethod("($type, readline, /, *, encoding=None, extra_tokens=False)", (vm, a) => {
      const [type, readline, encoding, extra] = [0, 1, 2, 3].map((k) => vm.i32[a + k]);
      const values = [vm.keep(readline), vm.keep(encoding || vm.none), vm.keep(extra || vm.bool(false))];
      return makeObject(vm, type, WORDS, values);
    }),
    iterSelf(),
    nextSlot(next),
  ],
};

/** The module. */
export const tokenizeModule: NativeModule = { name: "_tokenize", functions: [], types: [tokenizerType] };
