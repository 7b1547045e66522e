import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';

const beta = 0.8;

const biasCorrection = item({
  id: 'L7.4',
  name: 'bias-correction',
  title: 'An average that starts at zero is too small',
  statement:
    'With b = 0.8 the first averages are 0.2 x1 and 0.16 x1 + 0.2 x2; they are to be divided by 0.2 and by 0.36.',
  places: '002:165-187',
  question: 'All gradients are 1: what is the average after one update, after two, and corrected?',
  measure() {
    const averages = (xs: readonly number[]): number[] => {
      let v = 0;
      return xs.map((x) => (v = beta * v + (1 - beta) * x));
    };
    const second = [averages([1, 0])[1]!, averages([0, 1])[1]!];
    const ones = averages([1, 1]);
    return {
      printed: [0.2, 0.16, 0.2, 0.2, 0.36],
      right: [averages([1])[0]!, ...second, 1 - beta, 1 - beta ** 2],
      averageOfOnes: ones,
      correctedOfOnes: ones.map((v, k) => v / (1 - beta ** (k + 1))),
    };
  },
  rule: 'exact where the weights of x1 and x2 and both divisors are the printed ones to two decimals; else a slip.',
  verdict: (values) => onPrinted(values, 2),
  answer: ({averageOfOnes, correctedOfOnes}) =>
    `If all gradients are 1 the first averages are ${averageOfOnes.map((v) => formatDecimals(v, 2)).join(' and ')}, and corrected ${correctedOfOnes.map((v) => formatDecimals(v, 2)).join(' and ')}.`,
  tables: ({printed, right}) => [
    {
      title: 'Printed and computed',
      columns: ['number', 'printed', 'computed'],
      rows: ['x1 in v1', 'x1 in v2', 'x2 in v2', 'divisor of v1', 'divisor of v2'].map((what, i) => [
        what,
        String(printed[i]!),
        formatDecimals(right[i]!, 6),
      ]),
    },
  ],
  ...code.biasCorrection,
  next: 'Start the average at x1 instead of 0: does it need a correction?',
});

const correctionFades = item({
  id: 'L7.4',
  name: 'correction-fades',
  title: 'The correction fades',
  statement: 'After many updates 1 / (1 - b^t) is almost 1, so that the correction raises the first averages only.',
  places: '002:189',
  question:
    'With b = 0.8, 0.9 and 0.999: after how many updates does the correction change less than one in a hundred?',
  measure() {
    const betas = [0.8, 0.9, 0.99, 0.999];
    const updates = Array.from({length: 25}, (_, k) => Math.round(10 ** (k / 6)));
    const factor = (b: number, t: number): number => 1 / (1 - b ** t);
    return {
      betas,
      updates,
      factors: betas.map((b) => updates.map((t) => factor(b, t))),
      updatesToOneInHundred: betas.map((b) => {
        let t = 1;
        while (factor(b, t) > 1.01) t++;
        return t;
      }),
    };
  },
  rule: 'holds where every factor falls at each later update and is within 10⁻⁴ of 1 at the last one (10,000).',
  verdict({factors}) {
    const falls = factors.every((row) => row.every((factor, k) => k === 0 || factor <= row[k - 1]!));
    const ends = factors.map((row) => Math.abs(row.at(-1)! - 1) < 1e-4);
    return onClaim({always: falls && ends.every(Boolean), sometimes: falls && ends.some(Boolean)});
  },
  answer: ({updatesToOneInHundred}) =>
    `The factor of the correction is within one in a hundred of 1 after ${updatesToOneInHundred[0]} updates with b = 0.8, ${updatesToOneInHundred[1]} with 0.9, but ${updatesToOneInHundred[3]} with 0.999. Read as it is printed, without brackets, 1 / 1 - b^t would be below 1.`,
  figures: ({betas, updates, factors}) => [
    {
      name: 'factors',
      title: 'Factor of the correction',
      caption: 'The longer the memory, the greater the factor at the start and the longer it is felt.',
      panels: [
        {
          kind: 'lines',
          title: '1 / (1 - b^t)',
          xTitle: 'Update t (log scale)',
          yTitle: 'Factor (log scale)',
          xLog: true,
          yLog: true,
          series: betas.map((b, i) => ({label: `b = ${b}`, x: updates, y: factors[i]!})),
        },
      ],
    },
  ],
  ...code.correctionFades,
  next: 'Compare with the warm-up of a schedule: which of the two makes first steps larger?',
});

/** Averages that start at zero, and how they are corrected. */
export const correctionItems = [biasCorrection, correctionFades];
