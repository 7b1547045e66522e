import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkNumbers} from '../../base/arguments.ts';
import {orDeviceLost} from '../../base/or-device-lost.ts';
import {flagOption, option, type OptionsOf, readOptions, type SettingsOf} from '../../base/options.ts';
import {nativeBackend} from '../binding.ts';
import {replaceMethods} from '../../base/replace-methods.ts';
import {identityOf} from '../../base/identity.ts';
import {
  type CompiledCalls,
  compiledCalls,
  compileTable,
  declarationOf,
  RunState,
  undeclared,
  UntraceableError,
} from '../../update/index.ts';
import {dropoutMasks} from './dropout-masks.ts';
import {fitSeveral, type TrainSeveral} from './fit-loop.ts';
import {LayerSettings} from './layer-settings.ts';
import {hasOwnParts} from './own-parts.ts';
import {ShortNames} from './short-names.ts';
import {
  allLayers,
  checkModel,
  type FitArguments,
  type Input,
  refuseStateful,
  trainedModel,
  type TrainedModel,
  type TrainFunction,
} from './trained-model.ts';

function asSteps(owner: string, name: string, received: number | 'auto'): number | 'auto' {
  if (typeof received === 'string') checkChoices(owner, {[name]: received}, ['auto']);
  else checkNumbers(owner, {[name]: received}, {from: 1, whole: true});
  return received;
}

const table = {
  constraints: flagOption(
    false,
    'whether constraints of weights are applied after each update: TensorFlow.js ignores them in training',
  ),
  stepsPerExecution: option(
    asSteps,
    'auto',
    'steps of `fit` in one native call, whole, >= 1; several for small models in long runs, 1 where a callback is there for single batches',
  ),
  rewrite: option(
    compileTable.rewrite.read,
    undefined,
    'as in `compile`, but false for models with batch normalisation',
  ),
  xla: compileTable.xla,
};

/** How a model is accelerated. */
export interface AccelerateOptions extends OptionsOf<typeof table> {}

type Settings = SettingsOf<typeof table>;

const accelerated = new WeakSet<tf.LayersModel>();

/** Brings every constrained weight back to where its constraint allows. */
function applyConstraints(model: TrainedModel): void {
  for (const weight of model.trainableWeights as (tf.LayerVariable & {
    constraint: {apply(w: tf.Tensor): tf.Tensor} | null;
  })[]) {
    const {constraint} = weight;
    if (constraint === null || constraint === undefined) continue;
    const variable = weight.read() as tf.Variable;
    tf.tidy(() => variable.assign(constraint.apply(variable)));
  }
}

/**
 * Whether the model normalises batches.
 *
 * The gradient of a bias before that is nothing but rounding errors, which optimizers that divide by its size blow up: only a
 * step that rounds as the plain one does gives its weights.
 */
function isNormalized(model: tf.LayersModel): boolean {
  return allLayers(model.layers).some((layer) => layer.getClassName() === 'BatchNormalization');
}

/** The training step of a model as one native call, made anew whenever the model has been compiled anew. */
class Acceleration {
  readonly #model: TrainedModel;
  readonly #options: Settings;
  readonly #original: () => TrainFunction;
  readonly #loop: (...args: FitArguments) => Promise<unknown>;
  #step: CompiledCalls | null = null;
  #several: CompiledCalls | null = null;
  readonly #names = new ShortNames();
  #losses: unknown = null;
  #settings: LayerSettings;

  constructor(model: TrainedModel, options: Settings) {
    this.#model = model;
    this.#options = options;
    this.#original = model.makeTrainFunction.bind(model);
    this.#loop = model.fitLoop.bind(model);
    this.#settings = new LayerSettings(model);
  }

  /**
   * At the beginning of `fit` and `fitDataset`: a function or a class of the user's may compute with other numbers of JavaScript by
   * now, so that each graph is looked at before it runs again. `trainOnBatch` cannot: a look is a plain step, and takes more than a
   * compiled one saves.
   */
  begin(): void {
    if (this.#step === null || !hasOwnParts(this.#model)) return;
    this.#step.doubt();
    this.#several!.doubt();
  }

  /** The loop of `fit`, whose training function is ours already. */
  fitLoop(args: FitArguments): Promise<unknown> {
    const freeMasks = dropoutMasks(this.#model);
    const train: TrainSeveral = (inputs, rows, steps) => {
      freeMasks();
      return this.#run(this.#several!, [inputs, rows, String(steps), this.#key()]) as tf.Tensor[][];
    };
    this.begin();
    const wanted = nativeBackend() === null ? 1 : this.#options.stepsPerExecution;
    // In a page TensorFlow.js would wait for ever for a device that is lost.
    return orDeviceLost(fitSeveral(this.#model, this.#loop, args, wanted, train) ?? this.#loop(...args));
  }

  /**
   * What a step depends on beside its data: the optimizer, which variables are trained, and the settings of layers. Each may be
   * changed between two steps without `model.compile`, and needs a graph of its own then.
   */
  #key(): string {
    const {optimizer, weights} = this.#model;
    let key = `${identityOf(optimizer)}`;
    for (const weight of weights) {
      const {id, trainable} = weight.read() as tf.Variable;
      if (trainable) key += ` ${id}`;
    }
    return this.#names.of(`${key};${this.#settings.key}`);
  }

  trainFunction(): TrainFunction {
    const model = this.#model;
    if (nativeBackend() !== null && declarationOf(model.optimizer) === null) {
      throw new UntraceableError(undeclared(model.optimizer), 'accelerate');
    }
    const freeMasks = dropoutMasks(model);
    // `model.compile` makes new loss functions and metrics, and may bring another optimizer.
    if (this.#step === null || this.#losses !== model.lossFunctions) {
      this.dispose();
      // Layers may have been added since.
      refuseStateful(model);
      this.#settings = new LayerSettings(model);
      const {constraints, rewrite = !isNormalized(model), xla} = this.#options;
      const once = (data: readonly Input[]): tf.Tensor[] => {
        const outputs = this.#settings.during(() => this.#original()(data));
        freeMasks();
        if (constraints) applyConstraints(model);
        return outputs;
      };
      this.#losses = model.lossFunctions;
      // The last argument is the key: what a step depends on has graphs of its own.
      this.#step = compiledCalls((data) => once(data as Input[]), {rewrite, xla});
      this.#several = compiledCalls(
        (inputs, rows, steps) =>
          tf
            .split(rows as tf.Tensor1D, Number(steps))
            .map((part) => once((inputs as Input[]).map((input) => input && tf.gather(input, part)))),
        {rewrite, xla},
      );
    }
    const step = this.#step;
    return (data) => {
      // Those of steps or predictions that ran outside.
      freeMasks();
      return this.#run(step, [data, this.#key()]) as tf.Tensor[];
    };
  }

  #run(compilation: CompiledCalls, args: unknown[]): unknown {
    return compilation.call(args, (differs) => this.#look(differs));
  }

  /** Makes steps once more, and takes back what they did; where one differs, no graph is what it was. */
  #look(differs: () => boolean): boolean {
    const before = new RunState(this.#model.optimizer);
    let hasChanged = false;
    try {
      hasChanged = differs();
    } finally {
      before.restore();
    }
    if (hasChanged) {
      this.#step!.dispose();
      this.#several!.dispose();
    }
    return hasChanged;
  }

  dispose(): void {
    this.#step?.dispose();
    this.#several?.dispose();
    this.#step = null;
  }
}

/** Gives a model an accelerated training function, and returns how to take it back. */
function attach(model: TrainedModel, options: Settings): () => void {
  const acceleration = new Acceleration(model, options);
  const fitDataset = model.fitDataset.bind(model);
  const trainOnBatch = model.trainOnBatch.bind(model);
  const restore = replaceMethods(model, {
    makeTrainFunction: () => acceleration.trainFunction(),
    fitLoop: (...args: FitArguments) => acceleration.fitLoop(args),
    fitDataset(...args: Parameters<typeof fitDataset>) {
      acceleration.begin();
      return orDeviceLost(fitDataset(...args));
    },
    trainOnBatch: (...args: Parameters<typeof trainOnBatch>) => orDeviceLost(trainOnBatch(...args)),
  });
  accelerated.add(model);
  return () => {
    accelerated.delete(model);
    restore();
    acceleration.dispose();
  };
}

/**
 * Makes `fit`, `fitDataset` and `trainOnBatch` of a compiled model run each training step as one native call.
 *
 * Logs, callbacks, metrics, regularisers, statistics of normalisation and dropout stay what they are; the weights agree with
 * those of the plain model up to the rounding of float32. The first two steps with a size of batch run as usual and are recorded.
 * Sequential and functional models with any number of inputs and outputs, any optimizer that `model.compile` takes, and later
 * calls of `model.compile` are covered. On other backends training stays as it is, but for the constraints.
 *
 * @param model a model on which `model.compile` has been called
 * @param options `constraints`: whether constraints of weights hold after each update (false, as in TensorFlow.js, which ignores
 *   them in training); `stepsPerExecution`: steps of `fit` in one call ('auto': several for small models in long runs where no
 *   callback is there for single batches); `rewrite` as in `compile`, but by default false for models with batch normalisation;
 *   `xla` as in `compile`
 * @returns what undoes it and frees the graphs; the model trains as before then, from where it is
 * @throws TypeError, RangeError for what is no tf.LayersModel, for an unknown option, and for another value of one
 * @throws Error for a model that is not compiled, that is accelerated already, or that has stateful layers, which are named
 * @throws DeviceLostError from `fit`, `fitDataset` and `trainOnBatch` in pages, where the WebGL or WebGPU device is lost
 * @throws UntraceableError from the training step, where a layer, loss, metric or optimizer of your own does what a graph cannot
 * @example
 * const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
 * model.compile({optimizer: 'adam', loss: 'meanSquaredError'});
 * const undo = accelerate(model);
 * await model.fit(tf.ones([8, 2]), tf.ones([8, 1]), {epochs: 5, verbose: 0});
 * undo();
 */
export function accelerate(model: tf.LayersModel, options: AccelerateOptions = {}): () => void {
  checkModel(model);
  const settings = readOptions('accelerate', table, options);
  const trained = trainedModel(model);
  if (accelerated.has(trained)) {
    throw new Error('accelerate: the model is accelerated already; call the function that accelerate returned first');
  }
  let detach = attach(trained, settings);
  const build = model.build.bind(model);
  // A Sequential makes another model within each time that it is compiled.
  const restore = replaceMethods(model, {
    build(shape: tf.Shape) {
      build(shape);
      if (accelerated.has(trainedModel(model))) return;
      detach();
      detach = attach(trainedModel(model), settings);
    },
  });
  let isActive = true;
  return () => {
    if (!isActive) return;
    isActive = false;
    restore();
    detach();
  };
}
