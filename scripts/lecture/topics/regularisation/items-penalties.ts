import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {descendPenalised, drawExamples, leastSquares, shrunk, truth, zeros} from './compute.ts';

const inputs = 20;

export const sparsity = item({
  id: 'L15.1',
  name: 'l1-sparsity',
  title: 'L1 makes weights zero',
  statement:
    'L1 regularisation is named without its effect. Tried here is what is commonly said of it: weights that are not needed become zero.',
  places: '004:366',
  question:
    'Twenty inputs, four of which tell something: how many weights are exactly 0 with L1, and how many with L2?',
  measure(ground) {
    const strengths = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8];
    const runs = ground.seeds(5).map((seed) => {
      const loss = leastSquares(drawExamples(seed, 60, inputs, 0.5));
      const useless = (penalty: 'l1' | 'l1 by its slope' | 'l2') =>
        zeros(descendPenalised(loss, penalty, 0.2).slice(4));
      return [useless('l1'), useless('l2'), useless('l1 by its slope')];
    });
    const loss = leastSquares(drawExamples(ground.seed, 60, inputs, 0.5));
    const path = (penalty: 'l1' | 'l2') => strengths.map((strength) => descendPenalised(loss, penalty, strength));
    return {
      strengths,
      truth: truth(inputs),
      zerosOfL1: runs.map(([l1]) => l1!),
      zerosOfL2: runs.map(([, l2]) => l2!),
      zerosBySlope: runs.map(([, , slope]) => slope!),
      pathOfL1: path('l1'),
      pathOfL2: path('l2'),
      seeds: runs.length,
      agreed: runs.filter(([l1, l2]) => l1! >= 12 && l2 === 0).length,
    };
  },
  rule: 'holds where for every seed L1 of strength 0.2 makes at least 12 of the 16 useless weights exactly 0 and L2 of the same strength none; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({zerosOfL1, zerosOfL2, zerosBySlope}) =>
    `Of 16 useless weights L1 makes ${zerosOfL1.join(', ')} exactly 0 (five seeds), L2 ${Math.max(...zerosOfL2)}. It takes a step that ends at 0: descent along the slope of |w| jumps across, and leaves ${Math.max(...zerosBySlope)} at exactly 0.`,
  tables: ({strengths, pathOfL1, pathOfL2}) => [
    {
      title: 'The first seed: weights that are exactly 0, of 20',
      columns: ['strength', 'L1', 'L2'],
      rows: strengths.map((strength, i) => [strength, zeros(pathOfL1[i]!), zeros(pathOfL2[i]!)]),
    },
  ],
  figures: ({strengths, pathOfL1, pathOfL2}) => [
    {
      name: 'paths',
      title: 'Weights by the strength of the penalty',
      caption:
        'The four that tell something and three of the others. L1 takes the same off each weight, until it is 0; L2 takes a share.',
      panels: [pathOfL1, pathOfL2].map((path, k) => ({
        kind: 'lines' as const,
        title: ['L1', 'L2'][k]!,
        xTitle: 'Strength',
        yTitle: 'Weight',
        series: [0, 1, 2, 3, 4, 5, 6].map((i) => ({
          label: i < 4 ? `weight ${i + 1}` : `weight ${i + 1}, useless`,
          x: strengths,
          y: path.map((weights) => weights[i]!),
        })),
      })),
    },
  ],
  ...code.sparsity,
  next: 'Let the inputs be correlated: which of two that say the same does L1 keep?',
});

const curvatures = [10, 3, 1, 0.3, 0.1];

export const shrinkage = item({
  id: 'L15.1',
  name: 'l2-shrinkage',
  title: 'L2 makes weights small',
  statement:
    'L2 regularisation is named without its effect. Tried here is what is commonly said of it: all weights shrink, most where the loss says least about them.',
  places: '004:366, 004:377',
  question: 'Curvature 10 in one direction, 0.1 in another, strength 0.3: which share is left of the weight in each?',
  measure() {
    const strengths = [0.03, 0.1, 0.3, 1, 3];
    const loss = {
      matrix: curvatures.map((s, i) => curvatures.map((_, j) => (i === j ? s : 0))),
      target: curvatures,
    };
    const left = strengths.map((strength) => descendPenalised(loss, 'l2', strength, 5000, 0.1));
    return {
      curvatures,
      strengths,
      left,
      byFormula: strengths.map((strength) => curvatures.map((s) => shrunk(s, 1, strength))),
      zeros: zeros(left.flat()),
    };
  },
  rule: 'holds where descent ends at curvature / (curvature + strength) to 10⁻⁶ everywhere, every weight is smaller than without, none is 0, and less is left the smaller the curvature; with conditions where weights are at least smaller.',
  verdict({left, byFormula, zeros: none}) {
    const isFormula = left.every((row, k) => row.every((w, i) => Math.abs(w - byFormula[k]![i]!) < 1e-6));
    const isSmaller = left.flat().every((w) => Math.abs(w) < 1);
    const isOrdered = left.every((row) => row.every((w, i) => i === 0 || w < row[i - 1]!));
    return onClaim({always: isFormula && isSmaller && isOrdered && none === 0, sometimes: isSmaller});
  },
  answer: ({left, zeros: none}) =>
    `Strength 0.3 leaves ${left[2]!.map((w) => formatDecimals(w, 3)).join(', ')} of the weights with curvatures 10, 3, 1, 0.3, 0.1, which is curvature / (curvature + strength); ${none} of ${left.flat().length} weights are 0.`,
  tables: ({strengths, left}) => [
    {
      title: 'What is left of a weight of 1',
      columns: ['strength', ...curvatures.map((s) => `curvature ${s}`)],
      rows: strengths.map((strength, k) => [strength, ...left[k]!.map((w) => formatDecimals(w, 4))]),
    },
  ],
  figures: () => {
    const x = range(-2, 2, 81).map((power) => 10 ** power);
    return [
      {
        name: 'left',
        title: 'What L2 leaves of a weight',
        caption:
          'Half of it where the curvature is the strength; nearly all where the loss is steep, little where it is flat.',
        panels: [
          {
            kind: 'lines',
            title: 'Curvature / (curvature + strength)',
            xTitle: 'Curvature (log scale)',
            yTitle: 'Share that is left',
            xLog: true,
            series: [0.1, 0.3, 1].map((strength) => ({
              label: `strength ${strength}`,
              x,
              y: x.map((s) => shrunk(s, 1, strength)),
            })),
          },
        ],
      },
    ];
  },
  ...code.shrinkage,
  next: 'Take adam with weightDecayForm l2 and decoupled: why do they end at different weights?',
});
