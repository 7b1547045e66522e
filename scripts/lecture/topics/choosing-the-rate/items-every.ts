import {scheduleCatalogue} from '../../../../schedules/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {scheduleCode} from './code-schedules.ts';
import {greatestDifference, rises} from './compute.ts';
import {curvesOf, everySchedule} from './compute-schedules.ts';

const steps = Array.from({length: 31}, (_, i) => i);

const groups = [
  ['constant', 'stepDecay', 'piecewiseConstant', 'exponentialDecay', 'inverseTimeDecay', 'powerDecay'],
  ['diminishing', 'inverseSqrt', 'polynomialDecay', 'linearDecay', 'rex', 'cosineDecay'],
  ['sequence', 'product', 'perEpoch', 'reduceOnPlateau', 'reduceOnIncrease'],
  ['cosineRestarts', 'oneCycle', 'cyclic', 'warmup', 'warmupStableDecay'],
];

const captions = [
  'The three of the lecture and their relatives: none of them has an end.',
  'The first two fall for ever, the others reach their end at step 30.',
  'Put together of others, counted in epochs, or watching an error that rises twice and then stays.',
  'Schedules that rise too: they warm up, or come back.',
];

export const everyScheduleItem = item({
  id: 'L6.5',
  name: 'every-schedule',
  title: 'Every schedule of the library',
  statement:
    'Annealing starts with a large rate and reduces it by a rule that is fixed before; three such rules are common.',
  places: '002:240-245, 004:356-358',
  question: 'Of the schedules of the library: how many never raise the rate?',
  measure() {
    const all = everySchedule();
    const curves = all.map(curvesOf);
    return {
      differences: curves.map(({ours, byFormula}) => greatestDifference(ours, byFormula)),
      rising: curves.map(({ours}) => rises(ours)),
      neverRising: curves.filter(({ours}) => rises(ours) === 0).length,
      missing: Object.keys(scheduleCatalogue).filter((name) => !all.some((each) => each.name === name)).length,
      risesOfCommon: all.flatMap(({name}, i) =>
        ['inverseTimeDecay', 'stepDecay', 'exponentialDecay'].includes(name) ? [rises(curves[i]!.ours)] : [],
      ),
      curves: curves.map(({ours}) => ours),
    };
  },
  rule: 'holds where every schedule of the catalogue is its formula, written out once more, to 10⁻¹² at steps 0 to 30, and the three common ones never rise; with conditions where only the latter.',
  verdict({differences, missing, risesOfCommon}) {
    const isFalling = risesOfCommon.length === 3 && risesOfCommon.every((count) => count === 0);
    return onClaim({
      always: isFalling && missing === 0 && differences.every((difference) => difference < 1e-12),
      sometimes: isFalling,
    });
  },
  answer: ({differences, neverRising}) =>
    `All ${differences.length} schedules are their formulas to ${formatNumber(Math.max(...differences), 1)}; ${neverRising} of them never rise, among them the three common ones, the others warm up or come back.`,
  tables: ({curves}) => [
    {
      title: 'Values at five steps, about 0.2',
      columns: ['schedule', '0', '1', '5', '10', '20', '30'],
      rows: everySchedule().map(({name}, i) => [
        name,
        ...[0, 1, 5, 10, 20, 30].map((step) => formatDecimals(curves[i]![step]!, 5)),
      ]),
    },
  ],
  figures: ({curves}) => {
    const names = everySchedule().map(({name}) => name);
    return groups.map((group, k) => ({
      name: `schedules-${k + 1}`,
      title: ['Falling', 'Falling, most of them to an end', 'Made of others, or watching', 'Rising too'][k]!,
      caption: captions[k]!,
      panels: [
        {
          kind: 'lines' as const,
          title: 'Rate',
          xTitle: 'Step',
          yTitle: 'Rate',
          series: group.map((name) => ({label: name, x: steps, y: curves[names.indexOf(name)]!})),
        },
      ],
    }));
  },
  ...scheduleCode.all,
  next: 'Make the rate of a run of your own with sequence: which shape suits it?',
  real: 'list schedules',
});
