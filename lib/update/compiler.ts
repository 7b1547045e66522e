/** A function that may hold native memory; `dispose` frees it. */
export type Disposable<Fn> = Fn & {dispose(): void};

/** Makes of a function of tensors one that does the same faster. */
export type Compiler = <Arguments extends unknown[], Result>(
  fn: (...args: Arguments) => Result,
) => Disposable<(...args: Arguments) => Result>;

const asItIs: Compiler = (fn) => Object.assign((...args: Parameters<typeof fn>) => fn(...args), {dispose: () => {}});

let compiler: Compiler = asItIs;
let isActive = (): boolean => false;

/**
 * Says what compiles functions. Without it all runs as it is.
 *
 * @param active whether it does so on the backend of the moment
 */
export function provideCompiler(provided: Compiler, active: () => boolean): void {
  compiler = provided;
  isActive = active;
}

/** Whether functions are compiled on the backend of the moment. */
export const hasCompiler = (): boolean => isActive();

/** Compiles a function where there is something that can. */
export const compiled: Compiler = (fn) => compiler(fn);
