import {momentum} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {smallDigits, trainSmall} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {apart, descend} from './compute-descent.ts';

const curvatures = [1, 25];
const start = [10, 1];
const beta = 0.8;

const threeForms = item({
  id: 'L7.2',
  name: 'three-forms',
  title: 'Three ways to write momentum',
  statement:
    'The average of the gradients with the factor 1 - b and the sum without it give the same way, if the rate of the sum is 1 - b times as large.',
  places: '002:101-113, 001:93-95, 003:1289-1291, 004:174-175',
  question: 'Average at rate 0.05, sum at rate 0.01, b = 0.8: how far apart are they after 100 updates?',
  async measure(ground) {
    const options = {beta, steps: 100};
    const average = descend('average', curvatures, start, {...options, rate: 0.05});
    const others = (['trace', 'classical', 'turned'] as const).map((form) =>
      descend(form, curvatures, start, {...options, rate: 0.05 * (1 - beta)}),
    );
    const digits = await smallDigits(ground, 512);
    const updates = ground.size(100, 30);
    const losses = (['average', 'trace', 'classical'] as const).map((form) =>
      trainSmall(digits, {
        optimizer: momentum(form === 'average' ? 0.5 : 0.5 * (1 - beta), {momentum: beta, form}),
        updates,
        seed: ground.seed,
      }),
    );
    digits.x.dispose();
    digits.y.dispose();
    const gap = (other: readonly number[]): number =>
      Math.max(...other.map((loss, k) => Math.abs(loss - losses[0]![k]!)));
    return {
      apartOnQuadratic: others.map((other) => apart(average, other)),
      apartOnDigits: losses.slice(1).map(gap),
      lastLosses: losses.map((each) => each.at(-1)!),
      unscaled: apart(average, descend('trace', curvatures, start, {...options, rate: 0.05})),
    };
  },
  rule: 'holds where the points of all forms agree to 10⁻¹⁰ on a quadratic in float64, and the losses of the library to 10⁻³ on digits in float32; with conditions where the quadratic alone agrees.',
  verdict({apartOnQuadratic, apartOnDigits}) {
    const isSame = apartOnQuadratic.every((distance) => distance < 1e-10);
    return onClaim({always: isSame && apartOnDigits.every((gap) => gap < 1e-3), sometimes: isSame});
  },
  answer: ({apartOnQuadratic, apartOnDigits, unscaled}) =>
    `The ways of the three forms are at most ${formatNumber(Math.max(...apartOnQuadratic), 2)} apart on the quadratic, their losses on digits at most ${formatNumber(Math.max(...apartOnDigits), 2)}; without scaling the rate the points are up to ${formatNumber(unscaled, 2)} apart.`,
  figures: () => {
    const options = {beta, steps: 60};
    const height = ([x, y]: readonly number[]): number => (x! ** 2 + 25 * y! ** 2) / 2;
    const heights = (form: 'average' | 'trace', rate: number) =>
      descend(form, curvatures, start, {...options, rate}).map(height);
    const series = [
      {label: 'average at 0.05', y: heights('average', 0.05)},
      {label: 'sum at 0.01', y: heights('trace', 0.01), as: 'points' as const},
      {label: 'sum at 0.05', y: heights('trace', 0.05), as: 'dashed' as const},
    ];
    return [
      {
        name: 'heights',
        title: 'The same way, written twice',
        caption:
          'With the rate scaled by 1 - b the points of the sum lie on the line of the average; without that it is another way.',
        panels: [
          {
            kind: 'lines',
            title: 'Height',
            xTitle: 'Update',
            yTitle: 'Height (log scale)',
            yLog: true,
            series: series.map((each) => ({...each, x: each.y.map((_, k) => k)})),
          },
        ],
      },
    ];
  },
  ...code.threeForms,
  next: 'Which rate of the average goes with the usual 0.01 and b = 0.9 of other libraries?',
  real: 'mnist --optimizers momentum:lr=0.5:form=average,momentum:lr=0.05:form=trace --epochs 2',
});

const changingRate = item({
  id: 'L7.2',
  name: 'changing-rate',
  title: 'Rate inside or outside of the velocity',
  statement:
    'The notes print the rate inside of the velocity and outside of it: v <- a v - r g, w <- w + v, or v <- a v + g, w <- w - r v.',
  places: '001:93-95, 002:110-113, 003:1293-1311',
  question: 'The rate falls to a tenth after 20 updates: which of the two ways slows down at once?',
  measure() {
    const rate = (step: number): number => (step < 20 ? 0.01 : 0.001);
    const ways = (of: number | ((step: number) => number)) =>
      (['classical', 'trace', 'average'] as const).map((form) =>
        descend(form, curvatures, start, {
          beta: 0.9,
          steps: 60,
          rate: form === 'average' ? (k) => 10 * (typeof of === 'number' ? of : of(k)) : of,
        }),
      );
    const [inside, outside, average] = ways(rate);
    const [constantInside, constantOutside] = ways(0.01);
    const along = (points: readonly (readonly number[])[]) => points.map(([x]) => x!);
    return {
      apartWithConstantRate: apart(constantInside!, constantOutside!),
      apartWithFallingRate: apart(inside!, outside!),
      apartOutsideForms: apart(outside!, average!),
      inside: along(inside!),
      outside: along(outside!),
    };
  },
  rule: 'holds where both ways agree to 10⁻¹⁰ whatever the rate does, with conditions where they agree only while it stays.',
  verdict: ({apartWithConstantRate, apartWithFallingRate}) =>
    onClaim({
      always: apartWithConstantRate < 1e-10 && apartWithFallingRate < 1e-10,
      sometimes: apartWithConstantRate < 1e-10,
    }),
  answer: ({apartWithFallingRate, apartWithConstantRate}) =>
    `Both forms give the same way to ${formatNumber(apartWithConstantRate, 2)} while the rate stays, and ways up to ${formatDecimals(apartWithFallingRate, 2)} apart once it falls: with the rate inside, the steps already in the velocity keep the rate that they had.`,
  figures: ({inside, outside}) => [
    {
      name: 'falling',
      title: 'The rate falls to a tenth after 20 updates',
      caption: 'With the rate outside the way slows down at once, with the rate inside it runs on for a while.',
      panels: [
        {
          kind: 'lines',
          title: 'Along the valley',
          xTitle: 'Update',
          yTitle: 'x',
          series: [
            {label: 'rate inside', x: inside.map((_, k) => k), y: inside},
            {label: 'rate outside', x: outside.map((_, k) => k), y: outside},
          ],
        },
      ],
    },
  ],
  ...code.changingRate,
  next: 'Which of the two is safer when a schedule raises the rate tenfold?',
  real: 'mnist --optimizers momentum:lr=0.1,momentum:lr=0.1:form=trace --schedule stepDecay:drop=0.1,every=1,unit=epoch --epochs 2',
});

/** How momentum is written. */
export const formItems = [threeForms, changingRate];
