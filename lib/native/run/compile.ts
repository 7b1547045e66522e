import * as tf from '@tensorflow/tfjs';
import {BareUpdates, isBare} from './bare-updates.ts';
import {TraceWatch} from './trace-watch.ts';
import {CompiledGraph} from './compiled-graph.ts';
import type {GraphNumbers, RecordedCall} from './recorded-call.ts';
import {
  formOf,
  pendingLines,
  settleLines,
  type Signature,
  signatureOf,
  Surroundings,
  type Trace,
  traceCall,
  traceDifference,
} from '../trace/index.ts';
import {nativeBackend, type NativeBackend} from '../binding.ts';
import {
  type CompiledCalls,
  type CompileOptions,
  type Look,
  isTracing,
  provideCompiler,
  UntraceableError,
} from '../../update/index.ts';

/** Graphs of one function, and recorded calls that wait to become one. */
const mostGraphs = 32;

/** After so many calls in which something was of no use it may make room for something else, or be tried again. */
const rest = 8 * mostGraphs;

/** Recordings of one kind of call, none of which was like the one before; more of them only cost time. */
const mostAttempts = 12;

/** A graph, or what is as good as one, and the call in which it ran last. */
interface Kept {
  readonly key: string;
  readonly graph: RecordedCall;
  used: number;
  /** The round of `doubt` in which it was made, or looked at. */
  round: number;
}

/** A graph that does what a call would do, with its numbers of this time. */
interface Ready {
  readonly kept: Kept;
  readonly numbers: GraphNumbers;
}

/** A recorded call that waits for another one like it. */
interface Waiting {
  readonly key: string;
  readonly trace: Trace;
  readonly surroundings: Surroundings;
  readonly used: number;
  readonly round: number;
}

/** What is known of the calls with one signature that were recorded since one of them ran as a graph. */
interface Attempts {
  readonly count: number;
  /** How many in a row made or removed variables. */
  readonly unsettled: number;
  /** The call in which the last one was. */
  readonly used: number;
}

/** A function that runs as graphs, one for each kind of call. */
class Compilation implements CompiledCalls {
  readonly #fn: (...args: unknown[]) => unknown;
  /** The one that was used last stands last. */
  readonly #graphs = new Set<Kept>();
  readonly #options: Required<CompileOptions>;
  readonly #fuses: boolean;
  /** By signature and form of the call; the newest stands last. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #attempts = new Map<string, Attempts>();
  #calls = 0;
  #round = 0;
  /** How many calls a recorded one may wait; more with each that waited in vain, as where each batch has a size of its own. */
  #patience = rest;
  #hasTold = false;

  constructor(fn: (...args: unknown[]) => unknown, options: Required<CompileOptions>) {
    // Not as a method, whose `this` would be what is private here.
    this.#fn = (...args) => fn(...args);
    this.#options = options;
    // Of plain updates XLA makes one kernel with all the rest.
    this.#fuses = !options.xla;
  }

  call(args: unknown[], look?: Look): unknown {
    const backend = nativeBackend();
    // Gradients need the operations one by one, and a function in a recorded one becomes part of its graph.
    const isPlain = backend === null || isTracing() || tf.engine().state.gradientDepth > 0;
    if (isPlain) return this.#fn(...args);
    const signature = signatureOf(args);
    this.#calls++;
    let ready = this.#find(signature);
    if (ready !== null && ready.kept.round < this.#round) ready = this.#trusted(backend, signature, ready, look);
    if (ready === null) return this.#isWorthwhile(signature.key) ? this.#record(backend, signature) : this.#fn(...args);
    const {kept, numbers} = ready;
    kept.used = this.#calls;
    if (this.#graphs.size > 1) {
      this.#graphs.delete(kept);
      this.#graphs.add(kept);
    }
    this.#attempts.delete(kept.key);
    return kept.graph.run(signature.args, numbers);
  }

  /** The graph that does what a call would do. */
  #find({key}: Signature): Ready | null {
    for (const kept of this.#graphs) {
      if (kept.key !== key) continue;
      const numbers = kept.graph.next();
      if (numbers !== null) return {kept, numbers};
    }
    return null;
  }

  doubt(): void {
    this.#round++;
  }

  /** A graph that was doubted, once it is known to do what the function does by now; else null, and it may be gone. */
  #trusted(
    backend: NativeBackend,
    signature: Signature,
    {kept}: Ready,
    look: Look = (differs) => differs(),
  ): Ready | null {
    if (look(() => this.#differs(backend, signature, kept))) {
      if (this.#graphs.has(kept)) this.#drop(kept);
      return null;
    }
    kept.round = this.#round;
    // The look may have moved the numbers on.
    return this.#find(signature);
  }

  #differs(backend: NativeBackend, signature: Signature, {graph}: Kept): boolean {
    try {
      const {made, trace} = this.#trace(backend, signature);
      tf.dispose(made);
      return traceDifference(graph.trace, trace) !== null;
    } catch (error) {
      // The next call that is recorded says it.
      if (error instanceof UntraceableError) return true;
      throw error;
    }
  }

  #trace(backend: NativeBackend, {args}: Signature): ReturnType<typeof traceCall> {
    return traceCall(backend, this.#fn, args, this.#fuses);
  }

  /** Whether a graph for this kind of call may be expected to run before it has to make room for others. */
  #isWorthwhile(key: string): boolean {
    const attempts = this.#attempts.get(key);
    if (attempts !== undefined && attempts.count >= mostAttempts) {
      if (this.#calls - attempts.used < rest) {
        this.#tell(`what it does differs from call to call, ${mostAttempts} times in a row`);
        return false;
      }
      this.#attempts.delete(key);
    }
    // Its second time has come, perhaps.
    for (const waiting of this.#waiting.values()) if (waiting.key === key) return true;
    return this.#hasRoom() || this.#makeRoom();
  }

  #hasRoom(): boolean {
    return this.#graphs.size + this.#waiting.size < mostGraphs;
  }

  /** Lets go of what will not be used again, as far as one can tell; whether there is room then. */
  #makeRoom(): boolean {
    this.#clear();
    if (this.#hasRoom()) return true;
    for (const [form, {used}] of this.#waiting) {
      if (this.#calls - used < this.#patience) break;
      this.#waiting.delete(form);
      this.#patience *= 2;
      return true;
    }
    const [oldest] = this.#graphs;
    if (oldest !== undefined && this.#calls - oldest.used >= rest) {
      this.#drop(oldest);
      return true;
    }
    this.#tell(
      `it is called in more than ${mostGraphs} ways in turn (shapes, settings, trained variables); ` +
        'bring batches to a few sizes, by padding for example',
    );
    return false;
  }

  /** Frees graphs and records of calls that cannot be made again: something that they used is gone. */
  #clear(): void {
    for (const kept of this.#graphs) if (kept.graph.isOver) this.#drop(kept);
    for (const [form, {surroundings}] of this.#waiting) if (surroundings.isGone) this.#waiting.delete(form);
  }

  #drop(kept: Kept): void {
    kept.graph.dispose();
    this.#graphs.delete(kept);
  }

  #tell(reason: string): void {
    if (this.#hasTold) return;
    this.#hasTold = true;
    console.warn(`tfjs-optim: a compiled function runs uncompiled in part: ${reason}`);
  }

  #record(backend: NativeBackend, signature: Signature): unknown {
    const {key} = signature;
    const {result, made, trace} = this.#trace(backend, signature);
    const unsettled = this.#count(key, trace);
    const surroundings = new Surroundings(backend, trace);
    const form = `${key} ${surroundings.form} ${formOf(trace.updates)}`;
    const waiting = this.#waiting.get(form);
    this.#waiting.delete(form);
    const wait = (): unknown => {
      this.#wait(form, {key, trace, surroundings, used: this.#calls, round: this.#round});
      return result;
    };
    const refuse = (reason: string): never => {
      // The caller gets the error in place of the result.
      tf.dispose(made);
      throw new UntraceableError(reason);
    };
    if (unsettled > 2) refuse('the function makes or removes variables at every call; make them outside');
    if (!trace.isSettled) return result;
    if (waiting === undefined || waiting.surroundings.isGone) return wait();
    // What has changed since before a doubt may have.
    const orWait = (reason: string): unknown => (waiting.round < this.#round ? wait() : refuse(reason));
    const difference = traceDifference(waiting.trace, trace);
    if (difference !== null) return orWait(difference);
    const isSettled = settleLines(pendingLines(waiting.trace), pendingLines(trace));
    if (isSettled === null) {
      return orWait('a random function drew with other settings at the next call; keep them as they are');
    }
    if (!isSettled) return wait();
    const graph = isBare(trace)
      ? new BareUpdates(this.#fn, trace, surroundings)
      : new CompiledGraph(backend, trace, surroundings, this.#options);
    this.#keep(key, graph);
    return result;
  }

  /** Counts a recorded call, and returns how many in a row made or removed variables, as an optimizer does once only. */
  #count(key: string, {isSettled, updates}: Trace): number {
    const before = this.#attempts.get(key) ?? {count: 0, unsettled: 0};
    const isFirst = updates.some(({isFirst}) => isFirst);
    const unsettled = isSettled ? 0 : before.unsettled + (isFirst ? 0 : 1);
    this.#attempts.delete(key);
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size >= rest) this.#attempts.delete(oldest!);
    this.#attempts.set(key, {count: before.count + (isFirst ? 0 : 1), unsettled, used: this.#calls});
    return unsettled;
  }

  #wait(form: string, waiting: Waiting): void {
    // One kind of call may have many forms.
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size >= mostGraphs) this.#waiting.delete(oldest!);
    this.#waiting.set(form, waiting);
  }

  #keep(key: string, graph: RecordedCall): void {
    this.#clear();
    const [oldest] = this.#graphs;
    if (this.#graphs.size >= mostGraphs) this.#drop(oldest!);
    this.#graphs.add({key, graph, used: this.#calls, round: this.#round});
    this.#attempts.delete(key);
    this.#patience = rest;
  }

  dispose(): void {
    for (const {graph} of this.#graphs) graph.dispose();
    this.#graphs.clear();
    this.#waiting.clear();
    this.#attempts.clear();
  }
}

provideCompiler({
  isActive: () => nativeBackend() !== null,
  compile: (fn, options) => new Compilation(fn, options),
  watch: (fn) => new TraceWatch(fn),
});
