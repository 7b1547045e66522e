import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {noiseCode} from './code-noise.ts';
import {firstOf, fromZero} from './compute-digits.ts';

export const zeroStart = item({
  id: 'L5.4',
  name: 'zero-start',
  title: 'A saddle that noise does not leave: weights of zero',
  statement:
    'Noise can help provided that the neighbourhood tells enough about gradients. A network of zeros is added here as a case in which it tells nothing.',
  places: '000:169, 003:1429',
  question:
    'All weights of a tanh network are zero. Do single batches of 20 digits get it going where the whole set does not?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(500, 100));
    const updates = ground.size(300, 100);
    const found = [];
    for (const [spread, batchSize] of [
      [0, 'full'],
      [0, 20],
      [1e-3, 'full'],
      [1e-3, 20],
    ] as const) {
      const perEpoch = batchSize === 'full' ? 1 : data.x.shape[0] / 20;
      const epochs = Math.round(updates / perEpoch);
      const evaluateEvery = batchSize === 'full' ? 10 : 1;
      const plan = {spread, batchSize, epochs, evaluateEvery, rate: 0.5, seed: ground.seed};
      const {losses, greatest} = await fromZero(data, plan);
      found.push({losses, greatest, x: losses.map((_, i) => i * evaluateEvery * perEpoch)});
    }
    data.x.dispose();
    data.y.dispose();
    return {
      greatestWeight: found.map(({greatest}) => greatest),
      lastLoss: found.map(({losses}) => losses.at(-1)!),
      losses: found.map(({losses}) => losses),
      updates: found.map(({x}) => x),
    };
  },
  rule: 'holds where from zero no weight between units ever moves, with all digits as with 20, and from weights of a thousandth batches of 20 come below a loss of 1; with conditions where only the first is so.',
  verdict: ({greatestWeight, lastLoss}) => {
    const isStuck = greatestWeight[0] === 0 && greatestWeight[1] === 0;
    return onClaim({always: isStuck && lastLoss[3]! < 1, sometimes: isStuck});
  },
  answer: ({greatestWeight, lastLoss}) =>
    `From a start of zeros the greatest weight stays ${greatestWeight[0]} (all) and ${greatestWeight[1]} (m = 20): the gradient of every single digit is 0 there, so their noise is 0 too. From weights of 0.001 the loss ends at ${formatDecimals(lastLoss[2]!, 2)} (all) and ${formatDecimals(lastLoss[3]!, 2)} (m = 20) after as many updates.`,
  figures: ({losses, updates}) => [
    {
      name: 'zero',
      title: 'From zero, and from nearly zero',
      caption: 'Only the biases of the output move from zero, which learn how common each digit is.',
      panels: [
        {
          kind: 'lines',
          title: 'Training loss',
          xTitle: 'Update',
          yTitle: 'Loss',
          series: losses.map((y, i) => ({
            label: ['zero, all digits', 'zero, m = 20', '0.001, all digits', '0.001, m = 20'][i]!,
            x: updates[i]!,
            y,
            as: i < 2 ? 'dashed' : 'line',
          })),
        },
      ],
    },
  ],
  ...noiseCode.zero,
  next: 'Make a single weight of the first layer 0.001: how much of the network wakes up?',
  real: 'mnist --model mlp:widths=16,activation=tanh --optimizers sgd:lr=0.5 --batch-size 20 --epochs 3',
});
