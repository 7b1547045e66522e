import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';

const float = (indices: tf.Tensor): tf.Tensor => tf.zeros(indices.shape);

/** How the axes of `gather` fold into rows: [batch, rows, ...others] -> [batch * rows, others]. */
function folding(x: tf.Tensor, axis: number, batchDims: number) {
  const axes = [...x.shape.keys()];
  const batch = axes.slice(0, batchDims);
  const outer = axes.slice(batchDims, axis);
  const inner = axes.slice(axis + 1);
  return {batch, outer, inner, size: tf.util.sizeFromShape(x.shape.slice(0, batchDims))};
}

/** The rows that indices mean when the rows of all batches stand below each other. */
function flatRows(indices: tf.Tensor, batches: number, rows: number): tf.Tensor1D {
  const offsets = tf.mul(tf.range(0, batches, 1, 'int32'), tf.scalar(rows, 'int32'));
  return tf.reshape(tf.add(tf.reshape(indices, [batches, -1]), tf.reshape(offsets, [batches, 1])), [-1]) as tf.Tensor1D;
}

/** The registered gradient is wrong for axes behind the first with batches, and hands out integers for the indices. */
const gather = gradient({
  kernelName: tf.GatherV2,
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attributes) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor];
    const {axis, batchDims} = attributesOf<tf.GatherV2Attrs>(attributes);
    const [along] = tf.util.parseAxisParam(axis, x.shape) as [number];
    const {batch, outer, inner, size} = folding(x, along, batchDims);
    return {
      indices: () => float(indices),
      x: () => {
        const rows = x.shape[along]!;
        // dy: [batch, outer, places, inner]
        const places = Array.from({length: indices.rank - batchDims}, (_, i) => along + i);
        const shift = places.length - 1;
        const order = [...batch, ...places, ...outer, ...inner.map((one) => one + shift)];
        const moved = tf.transpose(dy as tf.Tensor, order);
        const ids = flatRows(indices, size, rows);
        const others = [...outer, ...inner].map((one) => x.shape[one]!);
        const sums = tf.unsortedSegmentSum(tf.reshape(moved, [ids.size, -1]), ids, size * rows);
        const shape = [...batch.map((one) => x.shape[one]!), rows, ...others];
        const undo = tf.backend_util.getUndoAxesPermutation([...batch, along, ...outer, ...inner]);
        return tf.transpose(tf.reshape(sums, shape), undo);
      },
    };
  },
});

const gatherNd = gradient({
  kernelName: tf.GatherNd,
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, [params, indices]) => ({
    params: () => tf.scatterND(indices!, dy as tf.Tensor, params!.shape),
    indices: () => float(indices!),
  }),
});

const scatterNd = gradient({
  kernelName: tf.ScatterNd,
  inputsToSave: ['indices'],
  gradFunc: (dy, [indices]) => ({
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
    indices: () => float(indices!),
  }),
});

const tensorScatterUpdate = gradient({
  kernelName: tf.TensorScatterUpdate,
  inputsToSave: ['indices', 'updates'],
  gradFunc: (dy, [indices, updates]) => ({
    tensor: () => tf.tensorScatterUpdate(dy as tf.Tensor, indices!, tf.zeros(updates!.shape)),
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
    indices: () => float(indices!),
  }),
});

const sparseToDense = gradient({
  kernelName: tf.SparseToDense,
  inputsToSave: ['sparseIndices', 'sparseValues'],
  gradFunc: (dy, saved) => {
    const [indices, values] = saved as [tf.Tensor, tf.Tensor];
    const along = dy as tf.Tensor;
    const taken = (): tf.Tensor => tf.gatherND(along, tf.reshape(indices, [-1, along.rank]));
    return {
      sparseIndices: () => float(indices),
      sparseValues: () => tf.reshape(values.rank === 0 ? tf.sum(taken()) : taken(), values.shape),
      defaultValue: () => tf.sub(tf.sum(along), tf.sum(taken())),
    };
  },
});

/** Each value was taken from one place of its row. */
const topK = gradient({
  kernelName: tf.TopK,
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dy, saved) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor];
    const values = [dy].flat()[0]!;
    return {
      x: () => {
        // oneHot refuses an axis of one element.
        const all = tf.range(0, x.shape.at(-1)!, 1, 'int32');
        const places = tf.cast(tf.equal(tf.expandDims(tf.cast(indices, 'int32'), -1), all), 'float32');
        return tf.sum(tf.mul(tf.expandDims(values, -1), places), -2);
      },
    };
  },
});

const bincount = gradient({
  kernelName: tf.Bincount,
  inputsToSave: ['x', 'weights'],
  gradFunc: (dy, [x, weights]) => ({
    x: () => float(x!),
    weights: () => tf.reshape(tf.gather(dy as tf.Tensor, tf.reshape(x!, [-1])), weights!.shape),
  }),
});

export const indexing: readonly Repair[] = [
  gather,
  gatherNd,
  scatterNd,
  tensorScatterUpdate,
  sparseToDense,
  topK,
  bincount,
];

/** An axis counted from the end breaks tfjs-node; wasm takes values of the wrong batch, so that batches become rows there. */
const gathered: Lowering = lower<{x: tf.Tensor; indices: tf.Tensor}, tf.GatherV2Attrs>(
  tf.GatherV2,
  ({inputs: {x, indices}, attributes, backend, run}) => {
    const [axis] = tf.util.parseAxisParam(attributes.axis, x.shape) as [number];
    const {batchDims} = attributes;
    if (backend !== 'wasm' || batchDims === 0) return run({x, indices}, {axis, batchDims});
    const {batch, outer, inner, size} = folding(x, axis, batchDims);
    const rows = tf.transpose(x, [...batch, axis, ...outer, ...inner]);
    const others = [...outer, ...inner].map((one) => x.shape[one]!);
    const ids = flatRows(indices, size, x.shape[axis]!);
    const taken = tf.gather(tf.reshape(rows, [size * x.shape[axis]!, ...others]), ids);
    const places = indices.shape.slice(batchDims);
    const apart = tf.reshape(taken, [...batch.map((one) => x.shape[one]!), ...places, ...others]);
    // [batch, places, outer, inner] -> [batch, outer, places, inner]
    const middle = places.map((_, i) => batchDims + i);
    const first = batchDims + places.length;
    const [moved, last] = [outer.map((_, i) => first + i), inner.map((_, i) => first + outer.length + i)];
    return tf.transpose(apart, [...batch, ...moved, ...middle, ...last]);
  },
);

/** On cpu the kernel writes into the tensor that it is given. */
const updated: Lowering = lower<{tensor: tf.Tensor; indices: tf.Tensor; updates: tf.Tensor}, object>(
  tf.TensorScatterUpdate,
  ({inputs, backend, run}) => (backend === 'cpu' ? run({...inputs, tensor: tf.mul(inputs.tensor, 1)}) : undefined),
);

export const indexed: readonly Lowering[] = [gathered, updated];
