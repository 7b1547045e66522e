import type {CompileOptions} from './compile-options.ts';

export type AnyFunction = (...args: unknown[]) => unknown;

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
