/** Fails unless the condition holds. */
export function assert(condition: unknown, message?: string): asserts condition;
/** Fails unless both are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void;
/** Fails if both are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void;
/** Fails unless both are the same. */
export function assertStrictEquals<T>(actual: unknown, expected: T, message?: string): asserts actual is T;
/** Fails unless the function throws an error of the class whose message includes the text. */
export function assertThrows<E extends Error = Error>(
  body: () => unknown,
  // deno-lint-ignore no-explicit-any -- constructors of errors take what they like
  errorClass?: abstract new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): E;
/** Fails unless the promise rejects with an error of the class whose message includes the text. */
export function assertRejects<E extends Error = Error>(
  body: () => PromiseLike<unknown>,
  // deno-lint-ignore no-explicit-any -- constructors of errors take what they like
  errorClass?: abstract new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
/** Fails unless the text includes the part. */
export function assertStringIncludes(actual: string, expected: string, message?: string): void;
/** Fails unless the text matches. */
export function assertMatch(actual: string, expected: RegExp, message?: string): void;
/** Fails unless the value is an instance of the class. */
export function assertInstanceOf<T>(
  actual: unknown,
  // deno-lint-ignore no-explicit-any -- constructors take what they like
  expectedClass: abstract new (...args: any[]) => T,
  message?: string,
): asserts actual is T;
/** Fails unless actual > expected. */
export function assertGreater<T>(actual: T, expected: T, message?: string): void;
/** Fails unless actual < expected. */
export function assertLess<T>(actual: T, expected: T, message?: string): void;
/** Fails unless both numbers are within the tolerance. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void;
