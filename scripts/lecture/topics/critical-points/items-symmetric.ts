import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-saddle.ts';
import {gaussianShares} from './compute-chance.ts';
import {coarse, fromStart, type Start} from './compute-network.ts';

const starts: readonly Start[] = ['zero', 'equal units', 'small'];

const symmetric = item({
  id: 'L11.3',
  name: 'symmetric-starts',
  title: 'A saddle that batches do not leave',
  statement: 'Saddles do not seem to be a problem for stochastic descent on networks.',
  places: '004:573-574, 003:680-681',
  question:
    'All weights zero, or all hidden units the same: do random batches free the network, as noise freed the point on the ridge?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = coarse(train, ground.size(500, 150));
    const sizes = {seed: ground.seed, updates: ground.size(400, 120)};
    const full = [];
    const mini = [];
    for (const start of starts) {
      full.push(await fromStart(data, start, {...sizes, batchSize: 'full'}));
      mini.push(await fromStart(data, start, {...sizes, batchSize: 20}));
    }
    const counts = tf.tidy(() => Array.from(data.y.mean(0).dataSync()));
    tf.dispose([data.x, data.y]);
    return {
      fullLosses: full.map(({losses}) => losses),
      miniLosses: mini.map(({losses}) => losses),
      miniCurvatures: mini.map(({leastCurvature}) => leastCurvature),
      // Units that differ are what a symmetric start lacks.
      miniSpreads: mini.map(({spread}) => spread),
      left: mini.map(({losses, spread}) => Number(losses.at(-1)! < 1.5 && spread > 1e-3)),
      entropy: -counts.reduce((sum, share) => sum + share * Math.log(share), 0),
    };
  },
  rule: 'A start is left where the loss falls below 1.5 and the hidden units differ. Holds where random batches leave all three starts, with conditions where they leave some.',
  verdict: ({left}) =>
    onClaim({always: left.every((value) => value === 1), sometimes: left.some((value) => value === 1)}),
  answer: ({miniLosses, miniCurvatures, miniSpreads, entropy}) => {
    const [zero, equal, small] = miniLosses.map((losses) => formatDecimals(losses.at(-1)!, 2));
    return `Batches do not leave a saddle at which every one of them is symmetric. From zero the loss ends at ${zero!} (the entropy of the classes is ${formatDecimals(entropy, 2)}; the least curvature ${formatDecimals(miniCurvatures[0]!, 2)} shows the saddle), with equal units at ${equal!}, and they stay equal to ${formatNumber(miniSpreads[1]!, 1)}: every batch has the same symmetry. Random weights of a thousandth of the usual size are enough: ${small!}.`;
  },
  figures: ({fullLosses, miniLosses}) => [
    {
      name: 'losses',
      title: 'Loss from three starts',
      caption: 'Batches make no difference where the start is symmetric; small random weights do.',
      panels: [
        {title: 'All examples', all: fullLosses},
        {title: 'Batches of 20', all: miniLosses},
      ].map(({title, all}) => ({
        kind: 'lines' as const,
        title,
        xTitle: 'Update',
        yTitle: 'Loss',
        series: starts.map((label, i) => ({label, x: all[i]!.map((_, k) => 10 * k), y: all[i]!})),
      })),
    },
  ],
  ...code.network,
  next: 'Start all units equal, and add random numbers of 10⁻⁶ to them: when does the loss fall?',
});

const commoner = item({
  id: 'L11.3',
  name: 'commoner',
  title: 'Saddles in many dimensions',
  statement:
    'Saddles become more common in spaces of more dimensions; a large fraction of critical points are saddles.',
  places: '003:1264, 004:557, 001:33-35',
  question: 'From how many dimensions on are more than 99 of 100 random critical points saddles?',
  measure(ground) {
    const dimensions = [1, 2, 3, 4, 5, 6, 8, 10];
    const draws = ground.size(40_000, 10_000);
    return {dimensions, draws, saddles: dimensions.map((d) => gaussianShares(d, draws, ground.seed).saddles)};
  },
  rule: 'holds where the share of saddles among symmetric Gaussian matrices grows with the dimensions (as far as it is below 0.999) and is above 0.9 from three on; with conditions where it is above a half from three on.',
  verdict({dimensions, saddles}) {
    const grows = saddles.every((share, i) => i === 0 || share > saddles[i - 1]! || share > 0.999);
    const high = saddles.filter((_, i) => dimensions[i]! >= 3);
    return onClaim({
      always: grows && high.every((share) => share > 0.9),
      sometimes: high.every((share) => share > 0.5),
    });
  },
  answer: ({dimensions, saddles}) =>
    `From ${dimensions[saddles.findIndex((share) => share > 0.99)] ?? 'more than 10'} dimensions on more than 99 in 100 critical points are saddles. Their shares are ${saddles
      .slice(0, 4)
      .map((share) => formatDecimals(share, 3))
      .join(', ')} in one to four dimensions.`,
  figures: ({dimensions, saddles}) => [
    {
      name: 'saddles',
      title: 'Share of saddles among random critical points',
      caption: 'In one dimension there are none, in four hardly anything else.',
      panels: [
        {
          kind: 'lines',
          title: 'Symmetric Gaussian matrices',
          xTitle: 'Dimensions',
          yTitle: 'Share of saddles',
          series: [{label: 'measured', x: dimensions, y: saddles, as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.commoner,
  next: 'Critical points that training meets are not random: compare with the eigenvalues of a network.',
});

/** Networks that start at a saddle, and how common saddles are. */
export const symmetricItems = [symmetric, commoner];
