import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {barrier, filterNormalizedDirection, interpolate, plane, rescaleUnits} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {adam} from '../../../../optimizers/index.ts';

async function trained(
  widths: readonly number[],
  data: Examples,
  seed: number,
  epochs: number,
): Promise<tf.Sequential> {
  const model = mlp({inputs: 49, widths: [...widths], seed});
  const optimizer = adam(0.01);
  await train({model, data, optimizer, epochs, batchSize: 50, seed, compile: false, evaluateEvery: epochs});
  optimizer.dispose();
  return model;
}

/** The loss on the straight line between the ends of two trainings, from `seed` and `seed + 100`, and how high it rises above the ends. */
export async function lineBetween(
  widths: readonly number[],
  data: Examples,
  {seed, epochs, points}: {seed: number; epochs: number; points: number},
): Promise<{losses: number[]; height: number}> {
  const [from, to] = [await trained(widths, data, seed, epochs), await trained(widths, data, seed + 100, epochs)];
  const found = await interpolate({model: from, from, to, alphas: `0:1:${points}`, data});
  const losses = found.map(({trainLoss}) => trainLoss as number);
  from.dispose();
  to.dispose();
  return {losses, height: barrier(losses).height};
}

/** Loss along a line through two networks that give the same outputs, one of them with hidden units `factor` times as large. */
export async function linesThroughCopies(
  data: Examples,
  {seed, factor, points, epochs}: {seed: number; factor: number; points: number; epochs: number},
): Promise<{x: readonly number[]; own: number[]; copy: number[]; ownNormalised: number[]; copyNormalised: number[]}> {
  const model = await trained([16], data, seed, epochs);
  const own = model.getWeights().map((weight) => weight.clone());
  const copy = rescaleUnits({model, layer: 'hidden1', factors: factor});
  const random = randomStream(seed, 'raw direction');
  // The same numbers for both networks, whatever the sizes of their weights.
  const raw = own.map((weight) =>
    tf.tensor(
      Float32Array.from({length: weight.size}, () => 0.3 * random.normal()),
      weight.shape,
    ),
  );
  const normalised = [own, copy].map((weights) => filterNormalizedDirection({model, weights, seed}));
  const along = async (
    origin: tf.Tensor[],
    direction: tf.Tensor[],
  ): Promise<{x: readonly number[]; loss: number[]}> => {
    const found = await plane({
      model,
      origin,
      directions: [direction],
      x: `-1:1:${points}`,
      data,
      loss: 'softmaxCrossEntropy',
    });
    return {x: found.x, loss: [...found.loss[0]!]};
  };
  try {
    const first = await along(own, raw);
    return {
      x: first.x,
      own: first.loss,
      copy: (await along(copy, raw)).loss,
      ownNormalised: (await along(own, normalised[0]!)).loss,
      copyNormalised: (await along(copy, normalised[1]!)).loss,
    };
  } finally {
    model.dispose();
    tf.dispose([...own, ...copy, ...raw, ...normalised.flat()]);
  }
}
