import * as tf from '@tensorflow/tfjs';
import {compile} from '../compile/index.ts';
import type {Compiled, CompileOptions} from '../compile/index.ts';
import {replaceMethods} from '../record/replace-methods.ts';
import {dropoutMasks} from './dropout-masks.ts';
import {allLayers, checkModel, refuseStateful, trainedModel} from './trained-model.ts';
import type {TrainedModel, TrainFunction} from './trained-model.ts';

/** How a model is accelerated. */
export interface AccelerateOptions extends CompileOptions {
  /** Whether constraints of weights are applied after each update, default false: TensorFlow.js ignores them in training. */
  readonly constraints?: boolean;
}

type Step = Compiled<(data: readonly (tf.Tensor | null | undefined)[], trainable: string) => tf.Tensor[]>;

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
  readonly #options: AccelerateOptions;
  readonly #original: () => TrainFunction;
  #step: Step | null = null;
  #losses: unknown = null;

  constructor(model: TrainedModel, options: AccelerateOptions) {
    this.#model = model;
    this.#options = options;
    this.#original = model.makeTrainFunction.bind(model);
  }

  trainFunction(): TrainFunction {
    const model = this.#model;
    const freeMasks = dropoutMasks(model);
    // `model.compile` makes new loss functions and metrics, and may bring another optimizer.
    if (this.#step === null || this.#losses !== model.lossFunctions) {
      this.dispose();
      // Layers may have been added since.
      refuseStateful(model);
      const {constraints = false, ...options} = {rewrite: !isNormalized(model), ...this.#options};
      this.#losses = model.lossFunctions;
      this.#step = compile((data: readonly (tf.Tensor | null | undefined)[], _trainable: string) => {
        const outputs = this.#original()(data);
        freeMasks();
        if (constraints) applyConstraints(model);
        return outputs;
      }, options);
    }
    const step = this.#step;
    return (data) => {
      // Those of steps or predictions that ran outside.
      freeMasks();
      // A layer that is frozen or thawed after `model.compile` changes what a step does, and needs a graph of its own.
      const trainable = model.weights.map((weight) => Number((weight.read() as tf.Variable).trainable)).join('');
      return step(data, trainable);
    };
  }

  dispose(): void {
    this.#step?.dispose();
    this.#step = null;
  }
}

/** Gives a model an accelerated training function, and returns how to take it back. */
function attach(model: TrainedModel, options: AccelerateOptions): () => void {
  const acceleration = new Acceleration(model, options);
  const restore = replaceMethods(model, {makeTrainFunction: () => acceleration.trainFunction()});
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
 *   them in training); `rewrite` as in `compile`, but by default false for models with batch normalisation; `xla` as in `compile`
 * @returns what undoes it and frees the graphs; the model trains as before then, from where it is
 * @throws TypeError for what is no tf.LayersModel
 * @throws Error for a model that is not compiled, that is accelerated already, or that has stateful layers, which are named
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
  const trained = trainedModel(model);
  if (accelerated.has(trained)) {
    throw new Error('accelerate: the model is accelerated already; call the function that accelerate returned first');
  }
  let detach = attach(trained, options);
  const build = model.build.bind(model);
  // A Sequential makes another model within each time that it is compiled.
  const restore = replaceMethods(model, {
    build(shape: tf.Shape) {
      build(shape);
      if (accelerated.has(trainedModel(model))) return;
      detach();
      detach = attach(trainedModel(model), options);
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
