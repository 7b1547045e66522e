import * as tf from '@tensorflow/tfjs';
import {checkNumbers, checkOptions, notNegative, show} from '../../lib/base/arguments.ts';
import {checkSignal} from '../../lib/base/check-signal.ts';
import {orDeviceLost} from '../../lib/base/or-device-lost.ts';
import {flagOption} from '../../lib/base/options.ts';
import type {Variables} from '../../lib/autograd/index.ts';
import {finished, readAtOnce, type Reading} from '../../lib/base/reading.ts';
import {
  checkKeepsFloat32,
  type Declaration,
  type DeclaringOptimizer,
  evaluateAgain,
  type Evaluations,
  expectEvaluations,
  hasCompiler,
  isTracing,
  releasingTape,
  RunState,
  UntraceableError,
} from '../../lib/update/index.ts';
import {CountWeight} from '../base/count-weight.ts';
import {checkCount, checkSaved} from '../base/saved-weights.ts';
import type {NamedWeight} from '../base/slots.ts';
import {disposePoint, FlatLoss, type Point, type PointAhead} from './flat-loss.ts';
import {type Learnt, SavedState} from './saved-state.ts';
import type {LineSearch} from './line-search/line.ts';
import {readsAtOnce} from '../../lib/base/read.ts';
import {Iteration, type Direction, type Method} from './iteration.ts';
import {solveBy, type SolveOptions, type SolveResult} from './solve-by.ts';
import type {Held} from './vectors.ts';

/** Two values of one loss at one point differ by less, whichever way it was computed. */
const changed = 1e-4;

/** The option that every solver has beside its own. */
export const sampledOption = flagOption(
  false,
  'whether the loss may be another one at each iteration, as with mini-batches and dropout',
);

/** What every solver is made of. */
export interface SolverSettings {
  readonly lineSearch: LineSearch;
  readonly sampled: boolean;
}

/** Where the last iteration left its variables. */
interface Left {
  readonly value: number;
  /** The greatest loss so far. */
  readonly greatest: number;
  readonly places: readonly (readonly [tf.Variable, object])[];
}

/**
 * An optimizer that evaluates the loss along a line in each iteration.
 *
 * A subclass says the direction and what it learns from a step. The loss as a function of one vector, the line search, restarts,
 * the judgement of the end, state and memory are here.
 */
export abstract class Solver<Extra extends object = object> extends tf.Optimizer implements DeclaringOptimizer {
  readonly #search: LineSearch;
  readonly #isSampled: boolean;
  readonly #evaluations: Evaluations = {gradient: 0, product: 0};
  #left: Left | null = null;
  #isSolving = false;
  /** Whether somebody disposed of it while it was solving. */
  #isDisposed = false;
  readonly #method: Method;
  readonly #count = new CountWeight();
  readonly #state = new SavedState({
    names: () => this.stateNames(),
    learnt: () => this.state(),
    recall: (learnt) => this.recall(learnt),
    forget: () => this.forget(),
  });

  constructor({lineSearch, sampled}: SolverSettings) {
    super();
    this.#search = lineSearch;
    this.#isSampled = sampled;
    const isFresh = (): boolean => this.isFresh;
    this.#method = {
      direct: (...given) => this.direct(...given),
      learn: (...given) => this.learn(...given),
      forget: () => this.forget(),
      get isFresh() {
        return isFresh();
      },
    };
    expectEvaluations();
  }

  /** The first word of messages. */
  protected get owner(): string {
    return this.getClassName().replace(/^Optim/, '');
  }

  /** The direction of the next step, from what was learnt; the vectors are held. */
  protected abstract direct(loss: FlatLoss, here: Point, held: Held): Reading<Direction>;

  /** Learns from a step; what it wants to have later is released. */
  protected abstract learn(here: Point, ahead: PointAhead, direction: Direction, held: Held): Reading<void>;

  /** The options of `solve` that it has beside those of every solver. */
  protected get solveNames(): readonly string[] {
    return [];
  }

  /** A matrix in the place of the Hessian, as the options of `solve` say; undefined for the Hessian. */
  protected multiply(
    _variables: readonly tf.Variable[],
    _options: Extra,
  ): ((vectors: tf.Tensor[]) => tf.Tensor[]) | undefined {
    return undefined;
  }

  /** Frees what was learnt: the next direction is that of steepest descent. */
  protected abstract forget(): void;

  /** Whether nothing was learnt. */
  protected abstract get isFresh(): boolean;

  /** The names of what it learns: vectors with a number for each of all variables, and numbers. */
  protected abstract stateNames(): {vectors: readonly string[]; numbers: readonly string[]};

  /** What it has learnt, by name; the vectors stay its own. Numbers are as float32 holds them. */
  protected abstract state(): Learnt;

  /** Takes over what `state` gave, the vectors too. */
  protected abstract recall(learnt: Learnt): void;

  override getConfig(): tf.serialization.ConfigDict {
    return {lineSearch: this.#search.config, sampled: this.#isSampled};
  }

  get declaration(): Declaration {
    const count = (): number => this.iterations;
    return {
      get iterations() {
        return count();
      },
      variant: () => '',
      advance: () => this.incrementIterations(),
      remember: () => {
        const {iterations} = this;
        return () => {
          this.iterations_ = iterations;
        };
      },
      isResumable: true,
      search: {
        isSampled: this.#isSampled,
        evaluations: this.#evaluations,
        prepare: (f, variables) => this.#prepare(f, variables),
      },
    };
  }

  override applyGradients(): void {
    throw new TypeError(
      `${this.owner}: applyGradients gets gradients alone, and a solver evaluates the loss along a line; call minimize(f), or solve(f, variables)`,
    );
  }

  /**
   * One iteration: a direction, a line search along it.
   *
   * @param f the loss; it is evaluated several times, with the effects of one evaluation
   * @param returnCost whether to return the loss before the iteration
   * @param varList the variables; all trainable ones that the loss depends on by default
   */
  override minimize(f: () => tf.Scalar, returnCost = false, varList?: tf.Variable[]): tf.Scalar | null {
    if (!readsAtOnce()) {
      throw new Error(
        `${this.owner}: one iteration reads each trial step at once, which the backend webgpu cannot; call solve(f, variables) or ` +
          "train, which wait for each read, or take another backend: await tf.setBackend('webgl'), 'wasm' or 'cpu'",
      );
    }
    checkKeepsFloat32(this.owner);
    if (isTracing()) {
      throw new UntraceableError(
        `${this.owner} reads the loss of each trial step, so that an iteration is no graph; its evaluations are compiled one by one by solve(f, variables) and by train`,
        this.owner,
      );
    }
    this.#checkIdle();
    const again = evaluateAgain(f);
    const variables = [...new Set(varList ?? this.#dependents(again))];
    const loss = new FlatLoss(again, variables, this.multiply(variables, {} as Extra));
    try {
      const value = readAtOnce(this.#iterate(loss));
      return returnCost ? tf.scalar(value) : null;
    } finally {
      loss.dispose();
    }
  }

  /** One iteration from where the variables are; gives the loss there. */
  *#iterate(loss: FlatLoss): Reading<number> {
    if (yield* this.#state.settle(loss.variables)) this.#left = null;
    // An evaluation moves the variables, be it to where they are.
    const left = this.#isWhereLeft ? this.#left : null;
    const before = {...loss.evaluations};
    const here = yield* loss.here();
    let isDone = false;
    try {
      if (left !== null) this.#compare(left, here);
      const ahead = yield* new Iteration(this.#method, this.#search).step(loss, here);
      for (const kind of ['gradient', 'product'] as const) {
        this.#evaluations[kind] += loss.evaluations[kind] - before[kind];
      }
      if (ahead === null) loss.move(here);
      this.#leave(loss, here, ahead ?? here);
      if (ahead !== null) disposePoint(ahead);
      isDone = true;
    } finally {
      if (!isDone) loss.move(here);
      disposePoint(here);
    }
    this.incrementIterations();
    return here.value;
  }

  /** Many iterations on one loss, compiled where nothing else happens in it. */
  #prepare(f: () => tf.Scalar, variables: readonly tf.Variable[]): {update(): Promise<number>; dispose(): void} {
    checkKeepsFloat32(this.owner);
    let kept: FlatLoss | null = null;
    let isKnown = !hasCompiler();
    const make = (): FlatLoss =>
      new FlatLoss(evaluateAgain(f), variables, this.multiply(variables, {} as Extra), hasCompiler());
    /** Whether something else happens in it is known by an evaluation, of which everything is taken back. */
    const rehearse = (): FlatLoss | null => {
      if (isKnown) return null;
      isKnown = true;
      const loss = make();
      const before = new RunState(null);
      try {
        disposePoint(readAtOnce(loss.here()));
      } finally {
        before.restore();
      }
      return loss.isPure ? loss : null;
    };
    return {
      update: async () => {
        this.#checkIdle();
        const loss = kept ?? rehearse() ?? make();
        kept = null;
        try {
          const value = await finished(this.#iterate(loss));
          if (loss.isPure) kept = loss;
          return value;
        } finally {
          if (kept === null) loss.dispose();
        }
      },
      dispose: () => kept?.dispose(),
    };
  }

  #leave({variables}: FlatLoss, before: Point, {value}: Point): void {
    const greatest = Math.max(Math.abs(before.value), this.#left?.greatest ?? 0);
    this.#left = {value, greatest, places: variables.map((variable) => [variable, variable.dataId])};
  }

  /** Refuses to work on two losses in turn, such as within onIteration or while a solve waits. */
  #checkIdle(): void {
    if (!this.#isSolving) return;
    throw new Error(
      `${this.owner}: solve is running already, and what it learns belongs to one loss; wait for it, or make another solver`,
    );
  }

  /** Whether nobody has moved the variables since the last iteration. */
  get #isWhereLeft(): boolean {
    const places = this.#left?.places ?? [];
    return places.every(([variable, dataId]) => !variable.isDisposed && variable.dataId === dataId);
  }

  /** Refuses a loss that is another one than that of the last iteration, at the same weights. */
  #compare(left: Left, {value}: Point): void {
    if (this.#isSampled || !Number.isFinite(value)) return;
    // Near 0 the two ways to compute it differ by what rounding leaves of a greater loss.
    const differs = Math.abs(value - left.value) - 1e-6 * left.greatest;
    if (differs <= changed * Math.max(Math.abs(value), Math.abs(left.value))) return;
    throw new RangeError(
      `${this.owner}: the loss is ${value} where it was ${left.value} at the same weights: a solver needs the same loss at each ` +
        'iteration; give it all data at once (batchSize as many as there are examples), or set sampled: true where the loss of each ' +
        'iteration is meant to be a sample of its own',
    );
  }

  /** The trainable variables that a loss depends on. */
  #dependents(loss: () => tf.Scalar): tf.Variable[] {
    const {value, grads} = releasingTape(() => tf.variableGrads(loss));
    const names = Object.keys(grads);
    tf.dispose([value, grads]);
    const {registeredVariables} = tf.engine();
    return names.map((name) => registeredVariables[name]!);
  }

  /**
   * Minimises a loss.
   *
   * @param f a function of the variables alone; where it draws random numbers, those of the first evaluation hold for all
   * @param given the variables to move, or a model for its trainable weights; they end where the solver stopped
   * @param options see {@link SolveOptions}
   * @throws Error on a WebGL device of half floats
   */
  async solve(
    f: () => tf.Scalar,
    given: Variables,
    options: SolveOptions & Extra = {} as SolveOptions & Extra,
  ): Promise<SolveResult> {
    checkKeepsFloat32(this.owner);
    const known = ['tolerance', 'maxIterations', 'onIteration', 'signal', ...this.solveNames];
    checkOptions(`${this.owner}: solve`, options, known);
    const {tolerance = 1e-3, maxIterations = 1000, onIteration, signal} = options;
    checkNumbers(`${this.owner}: solve`, {tolerance}, {above: 0, below: 1});
    checkNumbers(`${this.owner}: solve`, {maxIterations}, {...notNegative, whole: true});
    checkSignal(`${this.owner}: solve`, signal);
    if (onIteration !== undefined && typeof onIteration !== 'function') {
      throw new TypeError(`${this.owner}: solve: onIteration must be a function, received ${show(onIteration)}`);
    }
    const variables = variablesOf(`${this.owner}: solve`, given);
    this.#checkIdle();
    this.#isSolving = true;
    try {
      const matrix = this.multiply(variables, options);
      if (await finished(this.#state.settle(variables))) this.#left = null;
      const loss = new FlatLoss(evaluateAgain(f), variables, matrix);
      const iteration = new Iteration(this.#method, this.#search);
      return await solveBy(this.owner, iteration, loss, {...options, tolerance, maxIterations}, () =>
        this.incrementIterations(),
      );
    } finally {
      this.#isSolving = false;
      if (this.#isDisposed) this.dispose();
    }
  }

  override async getWeights(): Promise<NamedWeight[]> {
    return [this.#count.of(this.iterations), ...this.#state.weights()];
  }

  override async setWeights(weights: NamedWeight[], {strict = false}: {strict?: boolean} = {}): Promise<void> {
    this.#checkIdle();
    const {counter, slots} = checkSaved(this.owner, weights);
    const reading = orDeviceLost(counter.data());
    const held = slots.map(({name, tensor}) => ({name, tensor: tf.keep(tf.clone(tensor))}));
    try {
      const iterations = checkCount(this.owner, (await reading)[0]);
      this.#state.restore(held, strict);
      this.#left = null;
      this.iterations_ = iterations;
    } finally {
      for (const {tensor} of held) tensor.dispose();
    }
  }

  /** Frees all state, of a solver that is solving at the end of that; it starts anew if it is used again. */
  override dispose(): void {
    this.#isDisposed = this.#isSolving;
    if (this.#isSolving) return;
    this.#state.dispose();
    this.#count.dispose();
    this.#left = null;
    this.iterations_ = 0;
  }
}

/** The variables that are meant: those of a model are its trainable weights, and weights of layers stand for theirs. */
function variablesOf(owner: string, given: Variables): tf.Variable[] {
  const list: readonly unknown[] =
    given instanceof tf.layers.Layer ? given.trainableWeights : Array.isArray(given) ? given : [given];
  const variables = list.map((each) => (each instanceof tf.Tensor ? each : (each as tf.LayerVariable)?.read?.()));
  const wrong = variables.findIndex((each) => !(each instanceof tf.Variable) || each.dtype !== 'float32');
  if (wrong < 0 && list.length > 0) {
    // One that is named twice has one gradient.
    const all = [...new Set(variables as tf.Variable[])];
    const gone = all.find(({isDisposed}) => isDisposed);
    if (gone !== undefined) throw new RangeError(`${owner}: the variable ${gone.name} is disposed of`);
    if (all.some(({trainable}) => trainable)) return all;
    throw new RangeError(
      `${owner}: variables must have a trainable one to move, received ${all[0]!.name}, which is not`,
    );
  }
  throw new TypeError(
    `${owner}: variables must be tf.Variable of type float32, weights of layers, or a model, received ` +
      (list.length === 0 ? 'none' : `variables[${wrong}] = ${show(list[wrong])}`),
  );
}
