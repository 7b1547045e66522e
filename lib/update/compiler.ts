import {show} from '../base/arguments.ts';

/** A function that may hold native memory; `dispose` frees it. */
export type Compiled<Fn> = Fn & {dispose(): void};

/** How a function is compiled. */
export interface CompileOptions {
  /** Whether operations are replaced by faster ones that agree to 1e-6, default true; without, results agree with eager execution to the last bit. */
  readonly rewrite?: boolean;
  /** Whether XLA compiles the graph, default false; results agree to 1e-5. */
  readonly xla?: boolean;
}

type AnyFunction = (...args: unknown[]) => unknown;

/** Asks whether a function differs by now from what would run in its place, and takes back what that, one more call, did. */
export type Look = (differs: () => boolean) => boolean;

/** The calls of one function, made faster. */
export interface CompiledCalls {
  /**
   * Calls the function, or what is as good.
   *
   * @param look at what is doubted, before it would run
   */
  call(args: unknown[], look?: Look): unknown;
  /** Trusts nothing from before any more: the function may do something else by now, for numbers of JavaScript that have changed. */
  doubt(): void;
  /** Frees what was compiled. */
  dispose(): void;
}

/** Notices that a function does other things than before. */
export interface CallWatch {
  /** Calls the function, takes back what it did to variables, and says whether what it did differs from the time before. */
  hasChanged(...args: unknown[]): boolean;
}

/** What makes functions of tensors faster. */
export interface Compiler {
  /** Whether it does so on the backend of the moment. */
  isActive(): boolean;
  compile(fn: AnyFunction, options: Required<CompileOptions>): CompiledCalls;
  watch(fn: (...args: never[]) => unknown): CallWatch;
}

/** Runs all as it is. */
const asItIs: Compiler = {
  isActive: () => false,
  compile: (fn) => ({call: (args) => fn(...args), doubt: () => {}, dispose: () => {}}),
  watch: () => ({hasChanged: () => false}),
};

let compiler = asItIs;

/** Says what compiles functions from now on; lib/native does where it is loaded. Without it all runs as it is. */
export function provideCompiler(provided: Compiler): void {
  compiler = provided;
}

/** Whether functions are compiled on the backend of the moment. */
export const hasCompiler = (): boolean => compiler.isActive();

/** The calls of a function, compiled where there is something that can. */
export const compiledCalls: Compiler['compile'] = (fn, options) => compiler.compile(fn, options);

/** Watches a function where there is something that can; else it never changes. */
export const watchCalls: Compiler['watch'] = (fn) => compiler.watch(fn);

/**
 * Makes a function run as one graph of TensorFlow in place of one native call for each operation.
 *
 * The first two calls with a signature (shapes and types of the arguments) run operation by operation and are recorded; then the graph
 * runs. Variables are read at each call and those that the function assigns to are written; tensors from outside are inputs by
 * reference; an argument that is a variable is a tensor inside, and `this` is not passed on; the numbers of this package's
 * optimizers (learning rate, bias corrections) follow their schedules. All
 * else of JavaScript happens at the recorded calls alone. On other backends, in pages, and inside tf.grad, the function runs as it is.
 *
 * @param fn any synchronous function of tensors that returns tensors, alone or in arrays and plain objects
 * @param options `rewrite`: whether operations may be replaced by faster ones that agree to 1e-6, default true; `xla`: whether XLA
 *   compiles the graph, default false, which takes long at the third call and pays for long chains of small operations
 * @returns the function, with `dispose()`, after which it records anew
 * @throws UntraceableError at the call, where the function reads data, where values made in JavaScript differ between the two
 *   recorded calls (random numbers, counters), or where an operation cannot be part of a graph
 * @example
 * const square = compile((x: tf.Tensor) => tf.square(x));
 * square(tf.scalar(3)); // 9
 * square.dispose();
 */
export function compile<Fn extends (...args: never[]) => unknown>(
  fn: Fn,
  {rewrite = true, xla = false}: CompileOptions = {},
): Compiled<Fn> {
  if (typeof fn !== 'function') {
    throw new TypeError(
      `compile: fn must be a function of tensors, received ${show(fn)}; a model is made fast by accelerate(model)`,
    );
  }
  // Arguments pass through as they are: the types of the function hold for the compiled one.
  const calls = compiledCalls(fn as unknown as AnyFunction, {rewrite, xla});
  const compiled: AnyFunction = (...args) => calls.call(args);
  return Object.assign(compiled, {dispose: () => calls.dispose()}) as unknown as Compiled<Fn>;
}
