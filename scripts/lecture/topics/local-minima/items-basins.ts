import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {basinFrom, wellFrom} from './compute.ts';

export const startAndRate = item({
  id: 'L12.3',
  name: 'start-and-rate',
  title: 'The end depends on start and rate',
  statement: 'To which minimum descent comes depends on where it starts and on the learning rate.',
  places: '002:16-19',
  question: 'From −1.8 small steps end in the left of two valleys: can larger ones end in the right one?',
  measure(ground) {
    const starts = range(-2, 2, 81);
    const rates = range(0.05, 0.95, 19);
    const wells = rates.map((rate) => starts.map((start) => wellFrom(start, rate, {tilt: 0.1})));
    const places = range(-5.5, 5.5, ground.size(45, 23));
    const basins = (rate: number): number[][] => places.map((y) => places.map((x) => basinFrom([x, y], rate)));
    const [slow, fast] = [basins(0.002), basins(0.015)];
    const ends = slow.flatMap((row, i) => row.map((end, k) => [end, fast[i]![k]!] as const));
    return {
      starts,
      rates,
      wells,
      places,
      slow,
      fast,
      endsOfSmallestRate: new Set(wells[0]!.filter((end) => end !== 0)).size,
      // Starts of which some rate leads to the one minimum, and some to the other.
      startsThatRatesDecide: starts.filter(
        (_, k) => wells.some((row) => row[k] === -1) && wells.some((row) => row[k] === 1),
      ).length,
      endsInThePlane: new Set(slow.flat().filter((end) => end !== 0)).size,
      movedByRate: ends.filter(([one, other]) => one !== other).length / ends.length,
    };
  },
  rule: 'holds where, in one dimension and in two, one rate leads to several minima by the start, and some start to several by the rate; with conditions where only the first is so.',
  verdict({endsOfSmallestRate, endsInThePlane, startsThatRatesDecide, movedByRate}) {
    const byStart = endsOfSmallestRate > 1 && endsInThePlane > 1;
    return onClaim({always: byStart && startsThatRatesDecide > 0 && movedByRate > 0, sometimes: byStart});
  },
  answer: ({starts, startsThatRatesDecide, endsInThePlane, movedByRate}) =>
    `The start decides between 2 minima on the line and ${endsInThePlane} in the plane; for ${startsThatRatesDecide} of ${starts.length} starts on the line the rate decides as well, and in the plane ${Math.round(100 * movedByRate)} % of the starts end elsewhere, or nowhere, at 0.015 than at 0.002.`,
  figures: ({starts, rates, wells, places, slow, fast}) => [
    {
      name: 'wells',
      title: 'Two valleys, w⁴/4 − w²/2 + w/10',
      caption:
        'Dark: the left, deeper minimum; bright: the right one; between: neither. At small rates the hill divides the starts, at larger ones steps jump across it.',
      panels: [
        {
          kind: 'heat',
          title: 'Which minimum',
          xTitle: 'Start',
          yTitle: 'Rate',
          x: starts.map((value) => Number(value.toFixed(2))),
          y: rates.map((value) => Number(value.toFixed(2))).toReversed(),
          values: wells.toReversed(),
          valueTitle: 'minimum',
        },
      ],
    },
    {
      name: 'basins',
      title: 'Four minima in the plane (Himmelblau)',
      caption:
        'The colour of a start is the minimum that descent comes to, 1 to 4, and 0 for none. At the larger rate the borders fray, and the third minimum, whose valley is the steepest, is lost.',
      panels: (
        [
          ['Rate 0.002', slow],
          ['Rate 0.015', fast],
        ] as const
      ).map(([title, values]) => ({
        kind: 'heat',
        title,
        xTitle: 'x',
        yTitle: 'y',
        x: places.map((value) => Number(value.toFixed(2))),
        y: places.map((value) => Number(value.toFixed(2))).toReversed(),
        values: values.toReversed(),
        valueTitle: 'minimum',
      })),
    },
  ],
  ...code.startAndRate,
  next: 'Add momentum: from which starts does it go past the first minimum?',
});
