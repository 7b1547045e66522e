import {show} from '../base/arguments.ts';
import {readOptions} from '../base/options.ts';
import {type CompileOptions, compileTable} from './compile-options.ts';
import {type AnyFunction, compiledCalls} from './compiler.ts';

/** A function that may hold native memory; `dispose` frees it. */
export type Compiled<Fn> = Fn & {dispose(): void};

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
 * @throws TypeError for what is no function, for an unknown option, and for one of the wrong type
 * @throws UntraceableError at the call, where the function reads data, where values made in JavaScript differ between the two
 *   recorded calls (random numbers, counters), or where an operation cannot be part of a graph
 * @example
 * const square = compile((x: tf.Tensor) => tf.square(x));
 * square(tf.scalar(3)); // 9
 * square.dispose();
 */
export function compile<Fn extends (...args: never[]) => unknown>(fn: Fn, options: CompileOptions = {}): Compiled<Fn> {
  if (typeof fn !== 'function') {
    throw new TypeError(
      `compile: fn must be a function of tensors, received ${show(fn)}; a model is made fast by accelerate(model)`,
    );
  }
  // Arguments pass through as they are: the types of the function hold for the compiled one.
  const calls = compiledCalls(fn as unknown as AnyFunction, readOptions('compile', compileTable, options));
  const compiled: AnyFunction = (...args) => calls.call(args);
  return Object.assign(compiled, {dispose: () => calls.dispose()}) as unknown as Compiled<Fn>;
}
