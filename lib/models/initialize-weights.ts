import * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../base/arguments.ts';
import {randomStream} from '../base/random.ts';
import {drawInitial, type Initializer} from './initializers.ts';

export interface InitializeOptions {
  /** Default 'glorotUniform'. */
  initializer?: Initializer;
  /** Default 0. */
  seed?: number;
}

/**
 * Gives every kernel of a model new initial values and sets every bias to zero.
 *
 * The values depend on the seed, on the place of the kernel in the model and on its shape, not on names or on the backend.
 * Embeddings count as kernels. Whatever is neither kernel nor bias, such as the scales and averages of normalisation,
 * stays as it is.
 *
 * @param model a built tf.LayersModel; its weights are changed in place
 * @param options `initializer`, default 'glorotUniform', which is also the default of Keras; `seed`, default 0
 * @throws RangeError, TypeError for an unknown initialiser or option
 * @example
 * const model = mlp({widths: [32]});
 * initializeWeights(model, {initializer: 'heNormal', seed: 1});
 */
export function initializeWeights(model: tf.LayersModel, options: InitializeOptions = {}): void {
  checkOptions('initializeWeights', options, ['initializer', 'seed']);
  const {initializer = 'glorotUniform', seed = 0} = options;
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
