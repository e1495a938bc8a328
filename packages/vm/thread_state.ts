/**
 * The virtual machine's words of a thread block, in bytes from the block's VM section, and the
 * layout of frames: the one list that interpreter, compiled code and tracebacks share.
 *
 * @module
 */
import { VM_SECTION } from "@orochi/heap";

/** Frame being run; 0 while no Python code runs. */
export const THREAD_FRAME = VM_SECTION;
/** First free byte of the thread's stack. */
export const THREAD_STACK_TOP = VM_SECTION + 4;
/** End of the thread's stack, in bytes. */
export const THREAD_STACK_LIMIT = VM_SECTION + 8;
/** Python calls still allowed before RecursionError. */
export const THREAD_DEPTH = VM_SECTION + 12;
/** Exception being raised (owned), or 0. */
export const THREAD_RAISED = VM_SECTION + 16;
/** Exception being handled (owned), or 0: `sys.exception()`. */
export const THREAD_HANDLED = VM_SECTION + 20;
/** Python's thread ident; 0 while the slot is idle. */
export const THREAD_IDENT = VM_SECTION + 24;
/** Start of the thread's stack. */
export const THREAD_STACK_BASE = VM_SECTION + 28;
/** Signal number to handle, or 0 (main thread only). */
export const THREAD_SIGNAL = VM_SECTION + 32;
/** Exception class or instance to raise at the next safepoint (owned), or 0. */
export const THREAD_ASYNC_EXCEPTION = VM_SECTION + 36;
/** Natives and entries into the interpreter that are under way, in the steps of SURE_NESTING. */
export const THREAD_NESTING = VM_SECTION + 40;
/** Dict of `threading.local` values (owned), or 0. */
export const THREAD_LOCALS = VM_SECTION + 44;
/** Bytecode and compiled-code safepoints passed; for statistics. */
export const THREAD_SAFEPOINTS = VM_SECTION + 48;
/** Called with each async generator when it is first iterated over (owned), or 0: `sys.set_asyncgen_hooks`. */
export const THREAD_ASYNCGEN_FIRSTITER = VM_SECTION + 52;
/** Called with each async generator that dies before its end (owned), or 0. */
export const THREAD_ASYNCGEN_FINALIZER = VM_SECTION + 56;
/** The thread's `contextvars.Context` (owned), or 0. */
export const THREAD_CONTEXT = VM_SECTION + 60;
/** What the thread calls itself, a str (owned), or 0. */
export const THREAD_NAME = VM_SECTION + 64;
/** What `sys.settrace` was given (owned), or 0. */
export const THREAD_TRACE = VM_SECTION + 68;
/** What `sys.setprofile` was given (owned), or 0. */
export const THREAD_PROFILE = VM_SECTION + 72;
/**
 * 1 if the generator that this thread resumed last has yielded, 0 if it has ended. Who resumed it asks here, at once: the
 * generator's own state may already be what another thread, which went on with it, has made of it.
 */
export const THREAD_YIELDED = VM_SECTION + 76;
/** How many frames coroutines keep of those that they are made in: `sys.set_coroutine_origin_tracking_depth`; a small int or 0. */
export const THREAD_ORIGIN_DEPTH = VM_SECTION + 80;
/** 1 while calls and lines of the thread are told of, see `tracing/state.ts`; for compiled code that may go on for long. */
export const THREAD_TRACED = VM_SECTION + 84;

/** Bytes of the stack that a new thread gets. */
export const STACK_BYTES = 1 << 20;
/** `sys.getrecursionlimit()` at start. */
export const DEFAULT_RECURSION_LIMIT = 1000;
/**
 * How deep natives and the interpreter may always call one another, in steps of up to 2.4 KiB of the JavaScript stack, of
 * which a thread has 984 KiB: a native counts 1, an entry into the interpreter PYTHON_NESTING. Beyond that it is tried
 * whether there is room for more, see `native_stack.ts`: on most ways a step takes from 0.5 to 1.5 KiB.
 */
export const SURE_NESTING = 200;
/** What an entry into the interpreter adds to THREAD_NESTING. */
export const PYTHON_NESTING = 2;
/** Compiled code is entered only while fewer steps of SURE_NESTING are under way. */
export const COMPILED_NESTING = 120;
/**
 * Compiled code is entered only by frames within these first bytes of the thread's stack. What a compiled call takes of
 * the JavaScript stack is about five times its frame, so this keeps it below a quarter of a MiB.
 */
export const COMPILED_STACK_BYTES = 40 << 10;

/** Word of a frame: its code object (borrowed from the function). */
export const FRAME_CODE = 0;
/** Word of a frame: its function (owned). */
export const FRAME_FUNCTION = 1;
/** Word of a frame: FRAME_FLAG_ bits. */
export const FRAME_FLAGS = 2;
/** Word of a frame: namespace of a module or class body (owned), or 0. */
export const FRAME_LOCALS = 3;
/** Word of a frame: the generator whose frame this is (borrowed), or 0. */
export const FRAME_GENERATOR = 4;
/** Word of a frame: the frame object made for Python (owned), or 0. */
export const FRAME_OBJECT = 5;
/** Word of a frame: address of the caller's frame, or 0. */
export const FRAME_PREVIOUS = 6;
/** Word of a frame: word index, in the instruction stream, of the instruction being executed. */
export const FRAME_PC = 7;
/** Words before the registers. */
export const FRAME_HEADER_WORDS = 8;
/** Bytes before the registers. */
export const FRAME_HEADER_BYTES = FRAME_HEADER_WORDS * 4;

/** The interpreter returns to TypeScript when this frame ends, instead of going on in the caller's frame. */
export const FRAME_FLAG_ENTRY = 1;
/** The call is `__init__` of a class call: the result must be None and is replaced by the instance kept by the caller. */
export const FRAME_FLAG_INIT = 2;
/** Compiled code runs this frame: registers in memory are stale. */
export const FRAME_FLAG_COMPILED = 4;
