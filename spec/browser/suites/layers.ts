import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {momentum} from '../../../optimizers/index.ts';
import {device, distance, draws, onCpu, read} from './support.ts';

const image = {inputShape: [6, 6, 2]};

/** Networks by what is in them. */
const networks: Readonly<Record<string, () => tf.layers.Layer[]>> = {
  dense: () => [tf.layers.dense({units: 4, activation: 'tanh', ...image})],
  convolution: () => [
    tf.layers.conv2d({filters: 3, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh', ...image}),
  ],
  'depthwise convolution': () => [tf.layers.depthwiseConv2d({kernelSize: 3, activation: 'tanh', ...image})],
  'maximum pooling': () => [
    tf.layers.conv2d({filters: 3, kernelSize: 3, activation: 'tanh', ...image}),
    tf.layers.maxPooling2d({poolSize: 2}),
  ],
  'average pooling with padding': () => [
    tf.layers.conv2d({filters: 3, kernelSize: 2, activation: 'tanh', ...image}),
    tf.layers.averagePooling2d({poolSize: 2, padding: 'same'}),
  ],
  embedding: () => [tf.layers.embedding({inputDim: 5, outputDim: 3, inputLength: 6})],
  'batch normalisation': () => [
    tf.layers.conv2d({filters: 2, kernelSize: 3, ...image}),
    tf.layers.batchNormalization(),
  ],
};

/** Weights after five steps of fit. */
async function fitted(name: string): Promise<number[][]> {
  const model = tf.sequential({layers: [...networks[name]!(), tf.layers.flatten(), tf.layers.dense({units: 2})]});
  tf.tidy(() =>
    model.setWeights(
      model.getWeights().map((weight, i) =>
        // Scales and running variances of normalisation stay as they are.
        name === 'batch normalisation' && weight.rank === 1
          ? tf.clone(weight)
          : tf.tensor(draws(weight.size, `${name} ${i}`, 0.4), weight.shape),
      ),
    ),
  );
  const x =
    name === 'embedding'
      ? tf.tensor2d(
          Array.from({length: 48}, (_, i) => (i * 7) % 5),
          [8, 6],
        )
      : tf.tensor4d(draws(8 * 72, 'images'), [8, 6, 6, 2]);
  const y = tf.tensor2d(draws(16, 'targets'), [8, 2]);
  const optimizer = momentum(0.02);
  model.compile({optimizer, loss: 'meanSquaredError'});
  await model.fit(x, y, {epochs: 5, batchSize: 8, shuffle: false, verbose: 0});
  const values = await read(model.getWeights());
  optimizer.dispose();
  model.dispose();
  tf.dispose([x, y]);
  return values;
}

/** `model.fit` of the layers that people train, against the plain JavaScript backend. */
export function layers(): void {
  describe('model.fit', () => {
    it('has threads of WebAssembly, where the page is isolated', async function () {
      if (device.backend !== 'wasm') this.skip();
      expect(globalThis.crossOriginIsolated).to.equal(true);
      expect(await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')).to.equal(true);
      expect(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')).to.equal(true);
    });

    for (const name of Object.keys(networks)) {
      it(name, async function () {
        // The gradient of the plain JavaScript backend is wrong there: it divides by the whole window.
        if (name === 'average pooling with padding' && device.backend !== 'cpu') this.skip();
        const expected = await onCpu(() => fitted(name));
        const apart = distance(await fitted(name), expected);
        expect(apart).to.be.below(device.precision === 16 ? 0.05 : 1e-3);
      });
    }
  });
}
