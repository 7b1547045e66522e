import * as tf from '@tensorflow/tfjs';
import {matchLayers} from './match-layers.ts';
import {weightTree} from './weight-tree.ts';

/**
 * The weights of a model in the order in which another model of the same layers lists its own in `weights`.
 *
 * That order begins with what is trained, so that two models of which other layers are frozen list the same weights differently.
 *
 * @returns the variables of `model`, which stay its own
 * @throws RangeError naming the layers or weights that are not the same
 * @example
 * const end = weightsLike(from, to).map((weight) => weight.clone());
 */
export function weightsLike(reference: tf.LayersModel, model: tf.LayersModel): tf.Variable[] {
  const [wanted, own] = [weightTree(reference), weightTree(model)];
  const {pairs, problems} = matchLayers(own.root, wanted.root, ['one model', 'the other']);
  for (const {saved, present} of pairs) {
    const [one, other] = [own.weights[saved]!.variable, wanted.weights[present]!.variable];
    if (tf.util.arraysEqual(one.shape, other.shape)) continue;
    problems.push(`weight ${one.name} is [${one.shape.join(', ')}], but ${other.name} is [${other.shape.join(', ')}]`);
  }
  if (problems.length > 0) throw new RangeError(problems.slice(0, 8).join('; '));
  const places = new Map(
    pairs.map(({saved, present}) => [wanted.weights[present]!.variable, own.weights[saved]!.variable]),
  );
  return reference.weights.map((weight) => places.get(weight.read() as tf.Variable)!);
}
