/**
 * The shape of the control flow: order, dominators, loops; and which registers are live at a block's start.
 *
 * @module
 */
import { type Block, type Code, eachRead, eachWrite } from "./decode.ts";
import { LENGTHS, Op } from "@orochi/vm/bytecode";

/** What is known of the blocks that are reachable from a root. */
export interface Flow {
  /** Reachable blocks in reverse postorder; the root first. */
  readonly order: readonly number[];
  /** Position of each block in {@linkcode Flow.order}, -1 if not reachable. */
  readonly rank: Int32Array;
  /** Immediate dominator of each block; of the root, itself. */
  readonly dominator: Int32Array;
  /** Blocks immediately dominated by each block, in order of rank. */
  readonly children: readonly number[][];
  /** Whether a block is the target of a backward edge. */
  readonly isLoop: Uint8Array;
  /** Whether two or more forward edges lead to a block. */
  readonly isMerge: Uint8Array;
  /** False if a loop has two entries: then there is no structured form. */
  readonly reducible: boolean;
  /** Registers that are live at each block's start. */
  readonly live: readonly Uint8Array[];
}

/**
 * Analyses the control flow from one block on (Cooper, Harvey & Kennedy 2001 for the dominators).
 *
 * @param catches Word indices of the exception handlers that control may go to.
 */
export function analyse(code: Code, root: number, catches: ReadonlySet<number> = NONE): Flow {
  const count = code.blocks.length;
  const { successors, caught } = withHandlers(code, catches);
  const order = reversePostorder(successors, root);
  const rank = new Int32Array(count).fill(-1);
  order.forEach((block, position) => rank[block] = position);
  const predecessors: number[][] = code.blocks.map(() => []);
  for (const block of order) {
    for (const next of successors[block]) predecessors[next].push(block);
  }
  const dominator = dominators(order, rank, predecessors);
  const dominates = (a: number, b: number): boolean => {
    for (let at = b;; at = dominator[at]) {
      if (at === a) return true;
      if (at === root) return false;
    }
  };
  const children: number[][] = code.blocks.map(() => []);
  const isLoop = new Uint8Array(count), isMerge = new Uint8Array(count);
  let reducible = true;
  for (const block of order) {
    if (block !== root) children[dominator[block]].push(block);
    let forward = 0;
    for (const from of predecessors[block]) {
      if (rank[from] < rank[block]) forward++;
      else {
        isLoop[block] = 1;
        if (!dominates(block, from)) reducible = false;
      }
    }
    // One block may go to a handler from many places.
    if (forward > 1 || (forward === 1 && caught.has(block))) isMerge[block] = 1;
  }
  const live = liveness(code, order, successors);
  return { order, rank, dominator, children, isLoop, isMerge, reducible, live };
}

const NONE: ReadonlySet<number> = new Set();

/** Where control goes from each block, to handlers too, and which blocks these are. */
function withHandlers(code: Code, catches: ReadonlySet<number>): {
  readonly successors: readonly (readonly number[])[];
  readonly caught: ReadonlySet<number>;
} {
  const caught = new Set<number>();
  const covers = code.covers.filter(({ target }) => catches.has(target));
  const successors = code.blocks.map(({ start, end, successors }) => {
    const all = new Set(successors);
    for (const cover of covers) {
      if (cover.start >= end || cover.end <= start) continue;
      const handler = code.blockAt.get(cover.target) as number;
      all.add(handler);
      caught.add(handler);
    }
    return [...all];
  });
  return { successors, caught };
}

function reversePostorder(successorsOf: readonly (readonly number[])[], root: number): number[] {
  const seen = new Uint8Array(successorsOf.length);
  const postorder: number[] = [];
  // An explicit stack: generated programs have thousands of blocks in a row.
  const stack: [block: number, next: number][] = [[root, 0]];
  seen[root] = 1;
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const successors = successorsOf[top[0]];
    if (top[1] === successors.length) {
      postorder.push(top[0]);
      stack.pop();
      continue;
    }
    const next = successors[top[1]++];
    if (seen[next] === 0) {
      seen[next] = 1;
      stack.push([next, 0]);
    }
  }
  return postorder.reverse();
}

function dominators(
  order: readonly number[],
  rank: Int32Array,
  predecessors: readonly number[][],
): Int32Array {
  const dominator = new Int32Array(rank.length).fill(-1);
  dominator[order[0]] = order[0];
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      let found = -1;
      for (const from of predecessors[order[i]]) {
        if (dominator[from] < 0) continue;
        if (found < 0) {
          found = from;
          continue;
        }
        let a = found, b = from;
        while (a !== b) {
          while (rank[a] > rank[b]) a = dominator[a];
          while (rank[b] > rank[a]) b = dominator[b];
        }
        found = a;
      }
      if (dominator[order[i]] !== found) {
        dominator[order[i]] = found;
        changed = true;
      }
    }
  }
  return dominator;
}

/** What a block does to a register, seen from its end: nothing, reads it before it writes it, writes it or empties it. */
const PASSES = 0, READS = 1, ENDS = 2;

/** What is the same whichever way a code object is entered. */
interface Effects {
  /** Registers that a handler may read count as live everywhere: any instruction may raise. */
  readonly handled: Uint8Array;
  /** For each block, what it does to each register. */
  readonly blocks: readonly Uint8Array[];
}

const EFFECTS: WeakMap<Code, Effects> = new WeakMap();

function effectsOf(code: Code): Effects {
  let effects = EFFECTS.get(code);
  if (effects === undefined) {
    effects = { handled: handledRegisters(code), blocks: code.blocks.map((block) => effectOf(code, block)) };
    EFFECTS.set(code, effects);
  }
  return effects;
}

function handledRegisters({ words, registers, blocks, blockAt, covers }: Code): Uint8Array {
  const handled = new Uint8Array(registers);
  if (covers.length === 0) return handled;
  const plain = blocks.map((block) => block.successors);
  for (const handler of new Set(covers.map(({ target }) => target))) {
    for (const block of reversePostorder(plain, blockAt.get(handler) as number)) {
      for (let pc = blocks[block].start; pc < blocks[block].end; pc += LENGTHS[words[pc]]) {
        eachRead(words, pc, (register) => handled[register] = 1);
      }
    }
  }
  return handled;
}

function effectOf({ words, registers }: Code, { start, end }: Block): Uint8Array {
  const effect = new Uint8Array(registers), instructions: number[] = [];
  const read = (register: number) => effect[register] = READS;
  const write = (register: number) => effect[register] = ENDS;
  for (let pc = start; pc < end; pc += LENGTHS[words[pc]]) instructions.push(pc);
  for (let k = instructions.length - 1; k >= 0; k--) {
    const pc = instructions[k], op = words[pc];
    // FOR_ITER leaves its target as it was when the iterator is exhausted.
    if (op !== Op.FOR_ITER) eachWrite(words, pc, write);
    // A generator goes on behind it with all that it has.
    if (op === Op.YIELD) effect.fill(READS);
    if (op === Op.CLEAR) effect[words[pc + 1]] = ENDS;
    else eachRead(words, pc, read);
  }
  return effect;
}

/** Backward liveness. */
function liveness(
  code: Code,
  order: readonly number[],
  successors: readonly (readonly number[])[],
): Uint8Array[] {
  const { registers } = code, { handled, blocks } = effectsOf(code);
  const live = code.blocks.map(() => handled.slice());
  for (let changed = true; changed;) {
    changed = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const block = order[i], known = live[block], effect = blocks[block];
      for (let r = 0; r < registers; r++) {
        if (known[r] === 1) continue;
        const is = effect[r] === READS ||
          (effect[r] === PASSES && successors[block].some((next) => live[next][r] === 1));
        if (!is) continue;
        known[r] = 1;
        changed = true;
      }
    }
  }
  return live;
}
