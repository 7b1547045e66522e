import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-shapes.ts';
import {leftOnAbsolute, rules, slopeOfAbsolute, walk} from './compute.ts';

export const diminishingSteps = item({
  id: 'L3.7',
  name: 'diminishing',
  title: 'Diminishing steps on |x|',
  statement:
    'Where a function has a kink a fixed step may not converge; steps that shrink can be used instead, which must not shrink too fast.',
  places: '003:828-837',
  question: 'From 3.1 on |x| with the step halved each time, beginning with 0.5: where does it end?',
  measure: () => ({
    after: [100, 1000, 10_000],
    // Rows: rules; columns: how far from 0 at most in the last tenth of so many steps.
    left: rules.map(({rate}) => [100, 1000, 10_000].map((count) => leftOnAbsolute(rate, count))),
    halvedEnd: walk(slopeOfAbsolute, 3.1, rules[3]!.rate, 200).at(-1)!,
  }),
  rule: 'holds where after 10,000 steps the fixed step is still off by over 0.05, a/(b+t) and a/√t are within 0.01 and nearer than after 1000, and the halved step is stuck more than 1 away; with conditions where the shrinking ones come nearer.',
  verdict({left}) {
    const [fixed, inverse, root, halved] = left as readonly (readonly number[])[];
    const converges = [inverse!, root!].every((each) => each[2]! < 0.01 && each[2]! < each[1]!);
    return onClaim({always: converges && fixed![2]! > 0.05 && halved![2]! > 1, sometimes: converges});
  },
  answer: ({left, halvedEnd}) =>
    `After 10,000 steps on |x| the fixed step is off by ${formatDecimals(left[0]![2]!, 2)}, a/(b+t) by ${formatNumber(left[1]![2]!, 2)}, a/√t by ${formatNumber(left[2]![2]!, 2)}. Halved steps add up to 1 and no more: from 3.1 they end at ${formatDecimals(halvedEnd, 2)}.`,
  figures: () => [
    {
      name: 'distances',
      title: 'Distance from the kink',
      caption:
        'The greatest distance of the last five points. A fixed step jumps over the kink for ever, shrinking ones close in on it, halved ones stop short of it.',
      panels: [
        {
          kind: 'lines',
          title: '|x| from 3.1',
          xTitle: 'Step',
          yTitle: 'Distance |x| (log scale)',
          yLog: true,
          series: rules.map(({name, rate}) => {
            const points = walk(slopeOfAbsolute, 3.1, rate, 200).map(Math.abs);
            return {
              label: name,
              x: points.map((_, k) => k),
              y: points.map((_, k) => Math.max(...points.slice(Math.max(0, k - 4), k + 1))),
            };
          }),
        },
      ],
    },
  ],
  ...code.diminishing,
  next: 'a/t² shrinks too fast as well: its sum is a π²/6. From where does it reach 0?',
  real: 'mnist --optimizers sgd:lr=0.5 --schedule inverseSqrt --epochs 5',
});
