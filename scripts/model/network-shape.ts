import type * as tf from '@tensorflow/tfjs';

const sizeOf = (shape: tf.Shape | tf.Shape[]): string =>
  (Array.isArray(shape[0]) ? (shape as tf.Shape[]) : [shape as tf.Shape])
    .map((each) => each.slice(1).join('x'))
    .join('+');

/** The sizes of the input and of what each layer with weights gives: 784-400-10, 28x28x1-24x24x8-10. */
export function networkShape(model: tf.LayersModel): string {
  const [first] = model.inputs;
  const layers = model.layers.filter(({weights}) => weights.length > 0);
  return [sizeOf(first!.shape), ...layers.map(({outputShape}) => sizeOf(outputShape))].join('-');
}

/**
 * Says that two models are different networks, by their shapes where these differ.
 *
 * @param names of the two, such as options or files
 * @param why what differs, for networks of the same shape
 */
export function differentNetworks(
  models: readonly [tf.LayersModel, tf.LayersModel],
  names: readonly [string, string],
  why: string,
): string {
  const [one, other] = [networkShape(models[0]), networkShape(models[1])];
  return one === other
    ? `${names[0]} and ${names[1]} are different models: ${why}`
    : `the two are different networks: ${names[0]} has ${one}, ${names[1]} has ${other}; give two of the same layers`;
}
