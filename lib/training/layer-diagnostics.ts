import * as tf from '@tensorflow/tfjs';
import {deadFractions} from './dead-units.ts';
import {gradients, euclideanNorm} from './gradient-norm.ts';
import {layerGroups} from './layers.ts';
import {asGiven, option, type OptionsOf} from '../base/options.ts';
import {type Objective, objectiveTable, toObjective} from './objective/objective.ts';
import {tidied} from '../base/tidied.ts';
import type {Examples, LayerDiagnostics} from './types.ts';

const read = (variable: tf.Variable): Float32Array => variable.dataSync().slice() as Float32Array;

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
  return tidied(() => measureLayers(toObjective(source), batch, probe, update));
}

/** Does what `layerDiagnostics` does, for an objective that is ready; inside a tidy of the caller. */
export function measureLayers(
  objective: Objective,
  batch: Examples,
  probe: Examples,
  update: () => void = () => {},
): LayerDiagnostics[] {
  const {model, variables} = objective;
  const groups = layerGroups(variables, model);
  const slopes = withoutSideEffects(model, () => gradients(() => objective.loss(batch), variables));
  const before = variables.map(read);
  update();
  const relus = groups.flatMap(({relu}) => (relu === null ? [] : [relu]));
  const dead = model ? deadFractions(model, probe.x, relus) : [];
  const normOf = (own: readonly tf.Variable[], values: (index: number) => ArrayLike<number>): number =>
    euclideanNorm(own.map((variable) => euclideanNorm(values(variables.indexOf(variable)))));
  return groups.map(({name, variables: own, relu}) => {
    const weightNorm = normOf(own, (index) => variables[index]!.dataSync());
    const updateNorm = normOf(own, (index) => {
      const old = before[index]!;
      return Float64Array.from(variables[index]!.dataSync(), (value, i) => value - old[i]!);
    });
    return {
      name,
      gradientNorm: normOf(own, (index) => slopes[index]!),
      weightNorm,
      updateNorm,
      relativeChange: updateNorm === 0 ? 0 : updateNorm / (weightNorm || updateNorm),
      deadFraction: relu === null ? null : dead[relus.indexOf(relu)]!,
    };
  });
}
