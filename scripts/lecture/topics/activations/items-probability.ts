import * as tf from '@tensorflow/tfjs';
import {mlp, sigmoidCrossEntropy} from '../../../../lib/models/index.ts';
import {conjugateGradient} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {logistic} from './compute-functions.ts';
import {asLogistic, ofSoftmax, reliability, twoClouds} from './compute-networks.ts';

/** A logistic neuron fitted to two clouds, and what it says about new points, its net times some factors. */
function fitClouds(count: number, seed: number, factors: readonly number[]) {
  const [known, fresh] = [twoClouds(count, seed), twoClouds(4 * count, seed + 1)];
  const model = mlp({inputs: 2, widths: [], classes: 1, seed});
  const solver = conjugateGradient();
  const nets = tf.tidy(() => {
    const [x, y] = [tf.tensor2d(known.x), tf.tensor2d(known.labels, [count, 1])];
    const loss = () => sigmoidCrossEntropy(y, model.apply(x) as tf.Tensor);
    for (let k = 0; k < 25; k++) solver.minimize(loss);
    return [...(model.apply(tf.tensor2d(fresh.x)) as tf.Tensor).dataSync()];
  });
  solver.dispose();
  model.dispose();
  return {
    reliabilities: factors.map((factor) =>
      reliability(
        nets.map((net) => logistic(factor * net)),
        fresh.labels,
      ),
    ),
    toPosterior: Math.max(...nets.map((net, i) => Math.abs(logistic(net) - fresh.posterior[i]!))),
  };
}

export const probability = item({
  id: 'L2.2',
  name: 'probability',
  title: 'An output between 0 and 1 as a probability',
  statement: 'The output of a logistic unit, which lies between 0 and 1, can be interpreted as a probability.',
  places: '003:338, 003:359',
  question: 'Multiply all weights of the last layer by four: the decisions stay. Do the probabilities?',
  async measure(ground) {
    const {test} = await ground.examples();
    const clouds = fitClouds(ground.size(2000, 1000), ground.seed, [1, 4]);
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const logits = model.apply(test.x) as tf.Tensor;
    const digits = [1, 4].map((factor) => ofSoftmax(logits, test.y, factor));
    logits.dispose();
    const all = [...clouds.reliabilities, ...digits];
    return {
      // Clouds, clouds with larger weights, digits, digits with larger weights.
      errors: all.map(({error}) => error),
      toPosterior: clouds.toPosterior,
      said: all.map(({said}) => said),
      came: all.map(({came}) => came),
    };
  },
  rule: 'holds where what is said and what comes differ by less than 0.03 in the mean for all four; with conditions where they do for both that were trained by cross-entropy and left as they were.',
  verdict: ({errors}) => {
    const [clouds, , digits] = errors;
    return onClaim({always: errors.every((error) => error < 0.03), sometimes: Math.max(clouds!, digits!) < 0.03});
  },
  answer: ({errors, toPosterior}) =>
    `Trained by cross-entropy the outputs are off by ${formatDecimals(errors[0]!, 3)} (clouds) and ${formatDecimals(errors[2]!, 3)} (digits) in the mean, and for the clouds within ${formatDecimals(toPosterior, 3)} of the true probability everywhere. With the weights times four the decisions are the same, but the outputs are off by ${formatDecimals(errors[1]!, 3)} and ${formatDecimals(errors[3]!, 3)}: between 0 and 1 is not enough.`,
  figures: ({said, came}) => [
    {
      name: 'reliability',
      title: 'What was said, and how often it came',
      caption: 'On the diagonal the outputs are probabilities. With larger weights they say more than they know.',
      panels: [0, 2].map((first) => ({
        kind: 'lines' as const,
        title: first === 0 ? 'Two clouds' : 'Digits, the greatest output',
        xTitle: 'Output',
        yTitle: 'How often it came',
        xDomain: [0, 1] as const,
        yDomain: [0, 1] as const,
        series: [
          {label: 'what a probability is', x: [0, 1], y: [0, 1], as: 'dashed' as const},
          {label: 'as trained', x: said[first]!, y: came[first]!, as: 'line and points' as const},
          {label: 'weights times four', x: said[first + 1]!, y: came[first + 1]!, as: 'line and points' as const},
        ],
      })),
    },
  ],
  ...code.probability,
  next: 'Train on 200 digits until no error is left: what is said then about new ones?',
  real: 'mnist --model mlp:widths=32 --optimizers sgd:lr=0.3 --epochs 6',
});

const grid = range(-20, 20, 4001);

export const tanhIdentity = item({
  id: 'L2.2',
  name: 'tanh-identity',
  title: 'tanh is the logistic function, stretched',
  statement: 'tanh(z) = 2 / (1 + e^-2z) - 1, which is 2 sigma(2z) - 1.',
  places: '003:369-370',
  question:
    'Can a network with tanh be turned into one with logistic units that does exactly the same? With which weights?',
  async measure(ground) {
    const differences = grid.map((z) => Math.abs(Math.tanh(z) - (2 * logistic(2 * z) - 1)));
    const {test} = await ground.examples();
    const {model} = await ground.trained({
      widths: [32],
      activation: 'tanh',
      optimizer: 'sgd:lr=0.2',
      epochs: ground.size(4, 1),
      batchSize: 64,
      seed: ground.seed,
    });
    const onDigits = tf.tidy(() => {
      const logits = model.apply(test.x) as tf.Tensor;
      const twin = asLogistic(model, test.x);
      const same = tf.mean(tf.cast(tf.equal(tf.argMax(logits, -1), tf.argMax(twin, -1)), 'float32'));
      return [tf.max(tf.abs(tf.sub(logits, twin))).dataSync()[0]!, same.dataSync()[0]!];
    });
    return {greatestDifference: Math.max(...differences), onDigits: onDigits[0]!, sameAnswers: onDigits[1]!};
  },
  rule: 'holds where both sides differ by less than 10⁻¹⁵ from −20 to 20 and the outputs of the two networks by less than 10⁻³; with conditions where the former alone is so.',
  verdict({greatestDifference, onDigits}) {
    const isSame = greatestDifference < 1e-15;
    return onClaim({always: isSame && onDigits < 1e-3, sometimes: isSame});
  },
  answer: ({greatestDifference, onDigits, sameAnswers}) =>
    `Both sides of the identity agree to ${formatNumber(greatestDifference, 1)}. A network with tanh that was trained on the digits, and the logistic one with both layers of weights doubled, differ by ${formatNumber(onDigits, 1)} in their outputs and give the same answer to ${formatDecimals(100 * sameAnswers, 1)} % of the test digits.`,
  figures: () => [
    {
      name: 'stretched',
      title: 'From the logistic function to tanh',
      caption: 'Squeezed to half the width, stretched to twice the height and moved down by one, sigma lies on tanh.',
      panels: [
        {
          kind: 'lines',
          title: 'Both',
          xTitle: 'z',
          yTitle: 'value',
          series: [
            {label: 'sigma(z)', x: range(-5, 5, 101), y: range(-5, 5, 101).map(logistic)},
            {label: 'tanh(z)', x: range(-5, 5, 101), y: range(-5, 5, 101).map(Math.tanh)},
            {
              label: '2 sigma(2z) - 1',
              as: 'points',
              x: range(-5, 5, 21),
              y: range(-5, 5, 21).map((z) => 2 * logistic(2 * z) - 1),
            },
          ],
        },
      ],
    },
  ],
  ...code.tanhNetwork,
  next: 'Why do networks with tanh still train differently from logistic ones? Look at the slopes at 0.',
});
