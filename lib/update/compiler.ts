/** A function that may hold native memory; `dispose` frees it. */
export type Disposable<Fn> = Fn & {dispose(): void};

/** Makes of a function of tensors one that does the same faster. */
export type Compiler = <Arguments extends unknown[], Result>(
  fn: (...args: Arguments) => Result,
) => Disposable<(...args: Arguments) => Result>;

const asItIs: Compiler = (fn) => Object.assign((...args: Parameters<typeof fn>) => fn(...args), {dispose: () => {}});

let compiler: Compiler = asItIs;

/** Says what compiles functions; the native backend does when it starts. Without it all runs as it is. */
export function provideCompiler(provided: Compiler): void {
  compiler = provided;
}

/** Compiles a function where there is something that can. */
export const compiled: Compiler = (fn) => compiler(fn);
