import * as tf from '@tensorflow/tfjs';
import {deadFraction, greatestOutputs} from './dead-units.ts';
import {gradients, euclideanNorm} from './gradient-norm.ts';
import {layerGroups} from './layers.ts';
import {asGiven, option, type OptionsOf} from '../base/options.ts';
import {type Objective, objectiveTable, toObjective} from './objective/objective.ts';
import {checkReadsAtOnce} from '../base/read.ts';
import {tidied} from '../base/tidied.ts';
import type {Examples, LayerDiagnostics} from './types.ts';

/** Runs a function and gives the weights that training does not learn, such as moving averages, the values back that they had. */
function withoutSideEffects<T>(model: tf.LayersModel | null, action: () => T): T {
  const weights = model?.nonTrainableWeights ?? [];
  const before = weights.map((weight) => weight.read().clone());
  try {
    return action();
  } finally {
    for (const [i, weight] of weights.entries()) weight.write(before[i]!);
    tf.dispose(before);
  }
}

const table = {
  ...objectiveTable,
  batch: option(asGiven<Examples>, 'the examples of the update, {x, y}'),
  probe: option(asGiven<Examples>, undefined, 'examples for the dead fraction; the batch when left out'),
  update: option(asGiven<() => void>, undefined, 'does one update; without it the update norms are 0'),
};

/** What to measure: a model and the name of its loss, or a loss function and its variables; and around which update. */
export interface LayerDiagnosticsOptions extends OptionsOf<typeof table> {}

/**
 * Measures every layer around one update.
 *
 * gradientNorm |g| of the mean loss of the batch before the update; weightNorm |w| and the dead fraction after it;
 * updateNorm |w - w_before|; relativeChange = updateNorm / weightNorm
 *
 * The gradient is computed beside the update, at the weights before it, so the update itself is what it would be without the
 * measurement. Norms are added up in float64.
 *
 * @param options see {@link LayerDiagnosticsOptions}; the caller keeps owning all tensors
 * @returns one entry for each layer with trained weights; without a model, for each prefix of the variables' names
 * @throws RangeError, TypeError where model, loss and variables do not fit together
 * @example
 * const layers = layerDiagnostics({model, batch, update: () => optimizer.minimize(() => lossOf(batch))});
 * layers[0].gradientNorm;
 */
export function layerDiagnostics({
  batch,
  probe = batch,
  update,
  ...source
}: LayerDiagnosticsOptions): LayerDiagnostics[] {
  checkReadsAtOnce('layerDiagnostics');
  const objective = toObjective('layerDiagnostics', source);
  // The memory of a variable may be written to by an update.
  const read = (tensors: readonly tf.Tensor[]): Float32Array[] =>
    tensors.map((tensor) => tensor.dataSync<'float32'>().slice());
  return tidied(() => {
    const before = read(beforeUpdate(objective, batch));
    update?.();
    return layersOf(objective, before, read(afterUpdate(objective, probe)));
  });
}

/** What is to be read before an update, inside tf.tidy: the gradient, and the weights. */
export function beforeUpdate({model, variables, loss}: Objective, batch: Examples): tf.Tensor[] {
  const slopes = withoutSideEffects(model, () => gradients(() => loss(batch), variables));
  return [...slopes, ...variables];
}

const relusOf = ({model, variables}: Objective): string[] =>
  layerGroups(variables, model).flatMap(({relu}) => (relu === null ? [] : [relu]));

/** What is to be read after an update, inside tf.tidy: the weights, and the greatest outputs of ReLUs. */
export function afterUpdate(objective: Objective, probe: Examples): tf.Tensor[] {
  const {model, variables} = objective;
  return [...variables, ...(model ? greatestOutputs(model, probe.x, relusOf(objective)) : [])];
}

/** The measurements, out of what was read before and after an update. */
export function layersOf(
  objective: Objective,
  before: readonly Float32Array[],
  after: readonly Float32Array[],
): LayerDiagnostics[] {
  const {model, variables} = objective;
  const count = variables.length;
  const relus = relusOf(objective);
  const dead = after.slice(count).map(deadFraction);
  const normOf = (own: readonly tf.Variable[], values: (index: number) => ArrayLike<number>): number =>
    euclideanNorm(own.map((variable) => euclideanNorm(values(variables.indexOf(variable)))));
  return layerGroups(variables, model).map(({name, variables: own, relu}) => {
    const weightNorm = normOf(own, (index) => after[index]!);
    const updateNorm = normOf(own, (index) => {
      const old = before[count + index]!;
      return Float64Array.from(after[index]!, (value, i) => value - old[i]!);
    });
    return {
      name,
      gradientNorm: normOf(own, (index) => before[index]!),
      weightNorm,
      updateNorm,
      relativeChange: updateNorm === 0 ? 0 : updateNorm / (weightNorm || updateNorm),
      deadFraction: relu === null ? null : dead[relus.indexOf(relu)]!,
    };
  });
}
