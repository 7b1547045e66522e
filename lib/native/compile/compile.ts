import * as tf from '@tensorflow/tfjs';
import {CompiledGraph} from '../run/compiled-graph.ts';
import {traceDifference} from '../trace/compare.ts';
import {nativeBackend} from '../binding.ts';
import type {NativeBackend} from '../binding.ts';
import type {CompileOptions} from './options.ts';
import {formOf} from '../trace/recorded-updates.ts';
import {signatureOf} from '../trace/signature.ts';
import type {Signature} from '../trace/signature.ts';
import {traceCall} from '../trace/trace.ts';
import type {Trace} from '../trace/trace.ts';
import {isTracing} from '../trace/tracing.ts';
import {UntraceableError} from '../graph/untraceable-error.ts';

/** A function that runs as a graph; `dispose` frees the graphs. */
export type Compiled<Fn> = Fn & {dispose(): void};

/** Graphs that one function keeps; beyond them the one that was used longest ago goes. */
const mostGraphs = 32;

interface Waiting {
  readonly trace: Trace;
  /** How many calls in a row made or removed variables. */
  readonly unsettled: number;
}

class Compilation {
  readonly #fn: (...args: unknown[]) => unknown;
  readonly #graphs = new Map<string, CompiledGraph[]>();
  readonly #options: Required<CompileOptions>;
  #kernels: boolean;
  #isChained = false;
  readonly #waiting = new Map<string, Waiting>();

  constructor(fn: (...args: unknown[]) => unknown, options: Required<CompileOptions>) {
    this.#fn = fn;
    this.#options = options;
    // Of plain updates XLA makes one kernel with all the rest; those of TensorFlow would part its kernels.
    this.#kernels = !options.xla;
  }

  call(args: unknown[]): unknown {
    const backend = nativeBackend();
    // Gradients need the operations one by one, and a function in a recorded one becomes part of its graph.
    const isPlain = backend === null || isTracing() || tf.engine().state.gradientDepth > 0;
    if (isPlain) return this.#fn(...args);
    const signature = signatureOf(args);
    const graphs = this.#graphs.get(signature.key) ?? [];
    for (const graph of graphs) {
      const numbers = graph.next();
      if (numbers === null) continue;
      // The last used one is the last in order.
      this.#graphs.delete(signature.key);
      this.#graphs.set(signature.key, graphs);
      const {result, isFit} = graph.run(signature.args.tensors, numbers);
      if (!isFit) this.#overflow();
      return result;
    }
    return this.#record(backend, signature);
  }

  /** Gradients whose squares leave float32 need the plain updates from here on, because they leave infinite slots behind. */
  #overflow(): void {
    this.dispose();
    this.#kernels = false;
  }

  #record(backend: NativeBackend, {key, args}: Signature): unknown {
    const {result, made, trace} = traceCall(backend, this.#fn, args, {
      kernels: this.#kernels,
      isChained: this.#isChained,
    });
    if (trace.isOverflowed) {
      this.#overflow();
      return result;
    }
    if (!this.#isChained && trace.updates.some(({offset}) => offset > 0)) {
      this.#isChained = true;
      return result;
    }
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    const unsettled = trace.isSettled ? 0 : (waiting?.unsettled ?? 0) + 1;
    const isComparable =
      trace.isSettled &&
      waiting !== undefined &&
      waiting.trace.isSettled &&
      formOf(waiting.trace.updates) === formOf(trace.updates);
    const refuse = (reason: string): never => {
      // The caller gets the error in place of the result.
      tf.dispose(made);
      throw new UntraceableError(reason);
    };
    if (unsettled > 2) refuse('the function makes or removes variables at every call; make them outside');
    if (!isComparable) {
      this.#waiting.set(key, {trace, unsettled});
      return result;
    }
    const difference = traceDifference(waiting.trace, trace);
    if (difference !== null) refuse(difference);
    this.#keep(key, new CompiledGraph(backend, trace, this.#options));
    return result;
  }

  #keep(key: string, graph: CompiledGraph): void {
    const all = [...this.#graphs.values()].reduce((sum, {length}) => sum + length, 0);
    const [oldest] = this.#graphs;
    if (all >= mostGraphs && oldest !== undefined) {
      oldest[1].shift()?.dispose();
      if (oldest[1].length === 0) this.#graphs.delete(oldest[0]);
    }
    this.#graphs.set(key, [...(this.#graphs.get(key) ?? []), graph]);
  }

  dispose(): void {
    for (const graphs of this.#graphs.values()) for (const graph of graphs) graph.dispose();
    this.#graphs.clear();
    this.#waiting.clear();
  }
}

/**
 * Makes a function run as one graph of TensorFlow in place of one native call for each operation.
 *
 * The first two calls with a signature (shapes and types of the arguments) run operation by operation and are recorded, and one more
 * where an optimizer updates several times in a call; then the graph runs. Variables are read at each call and those that the function assigns to are written; tensors from outside
 * are inputs by reference; the numbers of this package's optimizers (learning rate, bias corrections) follow their schedules. All
 * else of JavaScript happens at the recorded calls alone. On other backends, and inside tf.grad, the function runs as it is.
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
  const compilation = new Compilation(fn as unknown as (...args: unknown[]) => unknown, {rewrite, xla});
  const compiled = (...args: unknown[]): unknown => compilation.call(args);
  return Object.assign(compiled, {dispose: () => compilation.dispose()}) as unknown as Compiled<Fn>;
}
