import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {dot, range, type Vector} from '../../frame/vectors.ts';

/** The logistic function 1 / (1 + e^-net). */
const logistic = (net: number): number => 1 / (1 + Math.exp(-net));

const functions = {
  linear: (net: number) => net,
  sigmoid: logistic,
  tanh: Math.tanh,
  relu: (net: number) => Math.max(0, net),
} as const;

/** The greatest difference between a dense layer of one unit and f(sum of w x), and between the layer and the sum alone, for each f. */
export function layerAgainstSum(inputs: number, seed: number): {name: string; toNeuron: number; toSum: number}[] {
  const random = randomStream(seed, 'neuron');
  const w = Array.from({length: inputs}, () => random.normal());
  const x = Array.from({length: 20}, () => Array.from({length: inputs}, () => random.normal()));
  return Object.entries(functions).map(([name, f]) => {
    const activation = name as keyof typeof functions;
    const layer = tf.layers.dense({units: 1, useBias: false, activation, inputShape: [inputs]});
    const model = tf.sequential({layers: [layer]});
    const outputs = tf.tidy(() => {
      model.setWeights([tf.tensor2d(w, [inputs, 1])]);
      return [...(model.apply(tf.tensor2d(x)) as tf.Tensor).dataSync()];
    });
    model.dispose();
    const most = (other: (net: number) => number) =>
      Math.max(...outputs.map((output, i) => Math.abs(output - other(dot(w, x[i]!)))));
    return {name, toNeuron: most(f), toSum: most((net) => net)};
  });
}

/** The logistic neuron as it is, and with the sum from i = 0 beside w0, which counts w0 twice. */
export const bothSums = (w: Vector, x: Vector): {right: number; printed: number} => ({
  right: logistic(w[0]! + dot(w.slice(1), x)),
  printed: logistic(w[0]! + dot(w, [1, ...x])),
});

/** Both forms over one input. */
export function sumCurves(w0: number, w1: number): {x: number[]; right: number[]; printed: number[]} {
  const x = range(-4, 6, 81);
  const curves = x.map((value) => bothSums([w0, w1], [value]));
  return {x, right: curves.map(({right}) => right), printed: curves.map(({printed}) => printed)};
}
