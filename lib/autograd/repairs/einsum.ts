import * as tf from '@tensorflow/tfjs';
import {lower, type Lowering} from './lowering.ts';

interface Operand {
  readonly tensor: tf.Tensor;
  readonly labels: string;
}

const size = ({tensor, labels}: Operand, of: string): number =>
  of.split('').reduce((sum, label) => sum * tensor.shape[labels.indexOf(label)]!, 1);

/** Sums over the labels that nobody else asks for. */
function reduced({tensor, labels}: Operand, wanted: string): Operand {
  const axes = [...labels.split('').keys()].filter((axis) => !wanted.includes(labels[axis]!));
  if (axes.length === 0) return {tensor, labels};
  return {
    tensor: tf.sum(tensor, axes),
    labels: labels
      .split('')
      .filter((label) => wanted.includes(label))
      .join(''),
  };
}

/** The axes in the order of the labels. */
const ordered = ({tensor, labels}: Operand, order: string): tf.Tensor =>
  tf.transpose(
    tensor,
    order.split('').map((label) => labels.indexOf(label)),
  );

/** Product of two operands as a batch of matrix products. */
function contracted(a: Operand, b: Operand, output: string): Operand {
  const both = a.labels.split('').filter((label) => b.labels.includes(label));
  const batch = both.filter((label) => output.includes(label)).join('');
  const summed = both.filter((label) => !output.includes(label)).join('');
  const [left, right] = [a, b].map(({labels}) =>
    labels
      .split('')
      .filter((label) => !both.includes(label))
      .join(''),
  ) as [string, string];
  const first = tf.reshape(ordered(a, batch + left + summed), [size(a, batch), size(a, left), size(a, summed)]);
  const second = tf.reshape(ordered(b, batch + summed + right), [size(b, batch), size(b, summed), size(b, right)]);
  const product = summed === '' ? tf.mul(first, second) : tf.matMul(first, second);
  const labels = batch + left + right;
  const shape = labels.split('').map((label) => (a.labels.includes(label) ? size(a, label) : size(b, label)));
  return {tensor: tf.reshape(product, shape), labels};
}

/** `einsum` has no gradient and, on wasm, no kernel; sums, transpositions and matrix products have both. */
export const einsum: Lowering = lower<readonly tf.Tensor[], tf.EinsumAttrs>(tf.Einsum, ({inputs, attributes}) => {
  const [terms = '', output = ''] = attributes.equation.replaceAll(/\s/g, '').split('->');
  const labels = terms.split(',');
  const plain = labels.every((term, i) => new Set(term).size === term.length && term.length === inputs[i]?.rank);
  if (!plain || labels.length !== inputs.length || labels.length > 2) return undefined;
  const [a, b] = labels.map((term, i) =>
    reduced({tensor: inputs[i]!, labels: term}, output + labels.filter((_, j) => j !== i).join('')),
  );
  const result = b === undefined ? a! : contracted(a!, b, output);
  return ordered(result, output);
});
