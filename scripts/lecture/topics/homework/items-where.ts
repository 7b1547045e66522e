import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {afterTraining, atTheBottom, judge, kinds, knownPoints} from './compute-points.ts';

export const whereYouAre = item({
  id: 'L16.1',
  name: 'where-you-are',
  title: 'How to know where you are',
  statement:
    'Question: how to know whether one is at a local minimum or at another critical point. Our answer: the gradient is zero there, and the signs of the eigenvalues of the Hessian tell which it is.',
  places: '000:752, 000:763-766',
  question: 'At the origin of x³ − 3xy² gradient and curvature are all zero: what do they tell of the point?',
  async measure() {
    const found = [];
    for (const point of knownPoints) found.push(await judge(point));
    return {
      expected: knownPoints.map(({kind}) => kinds.indexOf(kind)),
      found: found.map(({kind}) => kinds.indexOf(kind)),
      gradientNorms: found.map(({gradientNorm}) => gradientNorm),
      smallest: found.map(({smallest}) => smallest),
      largest: found.map(({largest}) => largest),
    };
  },
  rule: 'holds where every one of seven known points is told to be what it is; with conditions where minimum, maximum and saddle of the plain quadratics are.',
  verdict({expected, found}) {
    const isRight = expected.map((kind, i) => kind === found[i]);
    return onClaim({always: isRight.every(Boolean), sometimes: isRight.slice(0, 3).every(Boolean)});
  },
  answer: ({expected, found}) =>
    `Gradient and eigenvalues name ${found.filter((kind, i) => kind === expected[i]).length} of ${expected.length} points rightly. Where all eigenvalues are zero, as at the origin of x³ − 3xy², which is a saddle, the test leaves it open and says so; where the least one is zero there may be a valley.`,
  tables: ({found, gradientNorms, smallest, largest}) => [
    {
      title: 'What gradient and Hessian say',
      columns: ['surface', 'at', '|gradient|', 'least eigenvalue', 'greatest', 'kind'],
      rows: knownPoints.map(({surface, at}, i) => [
        surface,
        `(${at.join(', ')})`,
        formatNumber(gradientNorms[i]!, 2),
        formatDecimals(smallest[i]!, 2),
        formatDecimals(largest[i]!, 2),
        kinds[found[i]!]!,
      ]),
    },
  ],
  ...code.whereYouAre,
  next: 'Where is x⁴ + y⁴ at the origin, by this test and in truth?',
});

export const networkPoint = item({
  id: 'L16.1',
  name: 'network-point',
  title: 'Where training has stopped',
  statement:
    'To find out whether training has converged is not trivial. Asked here is whether a network that does its work well is at a minimum.',
  places: '000:763-766',
  question: 'A network has been trained to 93 % on unseen digits. Is it at a minimum?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(1000, 100);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const ends = [];
    for (const plan of sharedPlans(ground, ground.size(3, 1))) {
      const {model, history} = await ground.trained(plan);
      const [before, last] = history.slice(-2);
      const point = await afterTraining(model, data, {steps: ground.size(40, 8), signal: ground.signal});
      ends.push({...point, fell: 1 - last!.trainLoss / before!.trainLoss});
    }
    tf.dispose([data.x, data.y]);
    const bottoms = [];
    for (const seed of ground.seeds(ground.size(3, 1))) bottoms.push(await atTheBottom(seed));
    return {
      kinds: ends.map(({kind}) => kinds.indexOf(kind)),
      gradientNorms: ends.map(({gradientNorm}) => gradientNorm),
      smallest: ends.map(({smallest}) => smallest),
      largest: ends.map(({largest}) => largest),
      fellInLastEpoch: ends.map(({fell}) => fell),
      bottomKinds: bottoms.map(({kind}) => kinds.indexOf(kind)),
      bottomGradientNorms: bottoms.map(({gradientNorm}) => gradientNorm),
      bottomLosses: bottoms.map(({loss}) => loss),
      bottomZeros: bottoms.map(({zeros}) => zeros.value),
      seeds: ends.length,
      agreed: ends.filter(({gradientNorm, smallest}) => gradientNorm > 1e-3 && smallest < 0).length,
    };
  },
  rule: 'from a start it is so where the gradient after training is longer than 0.001 and the Hessian has a negative eigenvalue; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({kinds: found, gradientNorms, smallest, bottomKinds, bottomGradientNorms, bottomZeros}) =>
    `Where training stopped the network is at a point that is ${kinds[found[0]!]}, with gradients of ${gradientNorms.map((value) => formatDecimals(value, 3)).join(', ')}, least eigenvalues of ${smallest.map((value) => formatDecimals(value, 2)).join(', ')}. A network of four units that L-BFGS takes to the bottom is at a ${kinds[bottomKinds[0]!]}, its gradient ${formatNumber(bottomGradientNorms[0]!, 1)}, ${bottomZeros[0]} of its 17 eigenvalues zero.`,
  tables: (values) => [
    {
      title: 'Ends of training',
      columns: ['network', '|gradient|', 'least eigenvalue', 'greatest', 'kind'],
      rows: values.kinds.map((kind, i) => [
        `digits, start ${i + 1}`,
        formatNumber(values.gradientNorms[i]!, 2),
        formatNumber(values.smallest[i]!, 2),
        formatNumber(values.largest[i]!, 2),
        kinds[kind]!,
      ]),
    },
    {
      title: 'The exclusive or, at the bottom',
      columns: ['start', 'loss', '|gradient|', 'zero eigenvalues', 'kind'],
      rows: values.bottomKinds.map((kind, i) => [
        i + 1,
        formatNumber(values.bottomLosses[i]!, 1),
        formatNumber(values.bottomGradientNorms[i]!, 1),
        values.bottomZeros[i]!,
        kinds[kind]!,
      ]),
    },
  ],
  ...code.networkPoint,
  next: 'Lower the rate and train on: when does the gradient become short?',
  real: 'hessian --optimizers sgd:lr=0.3 --model mlp:widths=32 --epochs 3 --probes top --eigenvalues 5 --examples 500',
});
