import * as tf from '@tensorflow/tfjs';
import {asGiven, option, type OptionsOf, readOptions} from '../base/options.ts';
import {randomStream} from '../base/random.ts';
import {drawInitial, type Initializer} from './initializers.ts';

export const initializeTable = {
  initializer: option(asGiven<Initializer>, 'glorotUniform', 'how the kernels are drawn; the default is that of Keras'),
  seed: option(asGiven<number>, 0, 'of the draws'),
};

/** Options of {@link initializeWeights}. */
export interface InitializeOptions extends OptionsOf<typeof initializeTable> {}

/**
 * Gives every kernel of a model new initial values and sets every bias to zero.
 *
 * The values depend on the seed, on the place of the kernel in the model and on its shape, not on names or on the backend.
 * Embeddings count as kernels. Whatever is neither kernel nor bias, such as the scales and averages of normalisation,
 * stays as it is.
 *
 * @param model a built tf.LayersModel; its weights are changed in place
 * @param options see {@link InitializeOptions}
 * @throws RangeError, TypeError for an unknown initialiser or option
 * @example
 * const model = mlp({widths: [32]});
 * initializeWeights(model, {initializer: 'heNormal', seed: 1});
 */
export function initializeWeights(model: tf.LayersModel, options: InitializeOptions = {}): void {
  const {initializer, seed} = readOptions('initializeWeights', initializeTable, options);
  const weights = model.layers.flatMap((layer) => layer.weights);
  for (const [place, weight] of weights.entries()) {
    const shape = weight.shape.map((size) => size ?? 1);
    const name = weight.originalName;
    if (/(kernel|embeddings)$/i.test(name)) {
      const values = drawInitial(initializer, shape, randomStream(seed, 'weights', place));
      tf.tidy(() => void weight.write(tf.tensor(values, shape)));
    } else if (/bias$/i.test(name)) {
      tf.tidy(() => void weight.write(tf.zeros(shape)));
    }
  }
}
