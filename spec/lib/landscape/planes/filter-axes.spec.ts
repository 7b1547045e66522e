import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {filterNormalizedDirection} from '../../../../lib/landscape/index.ts';
import {filterAxes} from '../../../../lib/landscape/planes/filter-axes.ts';
import {leakFree, normals} from '../support.ts';

type Model = () => tf.LayersModel;
type Axes = readonly number[] | null;

const {layers} = tf;
const of =
  (inputShape: number[], make: (inputShape: number[]) => tf.layers.Layer): Model =>
  () =>
    tf.sequential({layers: [make(inputShape)]});
const images = [5, 5, 3];
const sequence = [4, 3];

/** Models, and for each of their weights in order the axes that tell filters apart, counted from the front; null for none. */
const kernels: Readonly<Record<string, readonly [Model, readonly Axes[]]>> = {
  dense: [of([3], (inputShape) => layers.dense({units: 4, inputShape})), [[1], null]],
  conv1d: [of(sequence, (inputShape) => layers.conv1d({filters: 4, kernelSize: 2, inputShape})), [[2], null]],
  conv2d: [of(images, (inputShape) => layers.conv2d({filters: 4, kernelSize: [2, 3], inputShape})), [[3], null]],
  conv3d: [of([4, 4, 4, 2], (inputShape) => layers.conv3d({filters: 3, kernelSize: 2, inputShape})), [[4], null]],
  conv2dTranspose: [
    of(images, (inputShape) => layers.conv2dTranspose({filters: 4, kernelSize: 2, inputShape})),
    [[2], null],
  ],
  conv3dTranspose: [
    of([3, 3, 3, 2], (inputShape) =>
      (layers as unknown as Record<string, (options: object) => tf.layers.Layer>)['conv3dTranspose']!({
        filters: 3,
        kernelSize: 2,
        inputShape,
      }),
    ),
    [[3], null],
  ],
  depthwiseConv2d: [
    of(images, (inputShape) => layers.depthwiseConv2d({kernelSize: 2, depthMultiplier: 2, inputShape})),
    [[2, 3], null],
  ],
  separableConv2d: [
    of(images, (inputShape) => layers.separableConv2d({filters: 4, kernelSize: 2, depthMultiplier: 2, inputShape})),
    [[2, 3], [3], null],
  ],
  embedding: [() => tf.sequential({layers: [layers.embedding({inputDim: 6, outputDim: 3, inputLength: 2})]}), [[0]]],
  simpleRNN: [of(sequence, (inputShape) => layers.simpleRNN({units: 2, inputShape})), [[1], [1], null]],
  gru: [of(sequence, (inputShape) => layers.gru({units: 2, inputShape})), [[1], [1], null]],
  lstm: [of(sequence, (inputShape) => layers.lstm({units: 2, inputShape})), [[1], [1], null]],
  'stacked cells': [
    of(sequence, (inputShape) =>
      layers.rnn({cell: [layers.gruCell({units: 2}), layers.lstmCell({units: 3})], inputShape}),
    ),
    [[1], [1], null, [1], [1], null],
  ],
  convLstm2d: [
    of([2, ...images], (inputShape) => layers.convLstm2d({filters: 2, kernelSize: 2, inputShape})),
    [[3], [3], null],
  ],
  bidirectional: [
    of(sequence, (inputShape) =>
      layers.bidirectional({layer: layers.gru({units: 2}), inputShape, mergeMode: 'concat'}),
    ),
    [[1], [1], null, [1], [1], null],
  ],
  timeDistributed: [
    of([2, ...images], (inputShape) =>
      layers.timeDistributed({layer: layers.depthwiseConv2d({kernelSize: 2}), inputShape}),
    ),
    [[2, 3], null],
  ],
  'a model within': [
    () =>
      tf.sequential({
        layers: [
          tf.sequential({layers: [layers.conv2dTranspose({filters: 2, kernelSize: 2, inputShape: images})]}),
          layers.flatten(),
          layers.dense({units: 2}),
        ],
      }),
    [[2], null, [1], null],
  ],
  batchNormalization: [of([3], (inputShape) => layers.batchNormalization({inputShape})), [null, null, null, null]],
  layerNormalization: [of(images, (inputShape) => layers.layerNormalization({axis: [2, 3], inputShape})), [null, null]],
  prelu: [of(images, (inputShape) => layers.prelu({inputShape})), [null]],
};

/** Sums of squares over all but some axes, by the place along these. */
function squares(tensor: tf.Tensor, axes: readonly number[]): number[] {
  const {shape} = tensor;
  const sums = Array.from({length: axes.reduce((product, axis) => product * shape[axis]!, 1)}, () => 0);
  for (const [i, value] of tensor.dataSync().entries()) {
    let rest = i;
    const index = shape
      .toReversed()
      .map((size) => {
        const here = rest % size;
        rest = Math.floor(rest / size);
        return here;
      })
      .reverse();
    const place = axes.reduce((at, axis) => at * shape[axis]! + index[axis]!, 0);
    sums[place]! += value * value;
  }
  return sums;
}

function randomWeights(model: tf.LayersModel): void {
  // Filters of very different size: whatever takes the wrong axis mixes them.
  const weights = model.weights.map(({shape}, i) =>
    tf.tidy(() => {
      const values = normals(shape as number[], i + 1);
      return tf.mul(values, tf.exp(tf.mul(normals(shape as number[], i + 20), 2)));
    }),
  );
  model.setWeights(weights);
  tf.dispose(weights);
}

const made = (build: Model): tf.LayersModel => {
  const models: tf.LayersModel[] = [];
  tf.tidy(() => void models.push(build()));
  return models[0]!;
};

describe('filters of the kernels of each layer', () => {
  leakFree();
  for (const [name, [build, expected]] of Object.entries(kernels)) {
    it(name, () => {
      const model = made(build);
      randomWeights(model);
      const direction = filterNormalizedDirection({model, seed: 3});
      const weights = model.getWeights();
      expect(weights.length).to.equal(expected.length);
      for (const [i, axes] of expected.entries()) {
        if (axes === null) {
          expect(
            [...direction[i]!.dataSync()].every((value) => value === 0),
            `weight ${i}`,
          ).to.equal(true);
          continue;
        }
        const [own, wanted] = [squares(direction[i]!, axes), squares(weights[i]!, axes)];
        for (const [f, square] of wanted.entries())
          expect(own[f]!, `weight ${i}, filter ${f}`).to.be.closeTo(square, 1e-4 * square);
      }
      tf.dispose(direction);
      model.dispose();
    });
  }

  it('weights of an unknown layer are one filter as a whole, those of one axis are as biases', () => {
    class Unknown extends tf.layers.Layer {
      static readonly className = 'UnknownToTheTable';
      override build(): void {
        const ones = tf.initializers.ones();
        this.addWeight('kernel', [2, 3], 'float32', ones);
        this.addWeight('offset', [3], 'float32', ones);
        this.built = true;
      }
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.clone(Array.isArray(inputs) ? inputs[0]! : inputs);
      }
    }
    const model = made(() => tf.sequential({layers: [new Unknown({inputShape: [3]})]}));
    expect(filterAxes(model)).to.deep.equal(['whole', 'one-dimensional']);
    const direction = filterNormalizedDirection({model, seed: 3});
    expect(squares(direction[0]!, [])[0]).to.be.closeTo(6, 1e-5);
    tf.dispose(direction);
    model.dispose();
  });

  it('what has no filters is normalised as a whole where that is asked for', () => {
    const model = made(kernels['prelu']![0]);
    randomWeights(model);
    const [alpha] = model.getWeights();
    const [direction] = filterNormalizedDirection({model, oneDimensional: 'normalize'});
    expect(squares(direction!, [])[0]! / squares(alpha!, [])[0]!).to.be.closeTo(1, 1e-4);
    tf.dispose(direction!);
    model.dispose();
  });
});
