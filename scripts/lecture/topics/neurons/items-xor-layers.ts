import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {codeXor as code} from './code-xor.ts';
import {trainXor, xorTable} from './compute-xor.ts';
import {corners, xor} from './corners.ts';

export const table = item({
  id: 'L1.4',
  name: 'table',
  title: 'XOR by two layers',
  statement: 'Two hidden units and one output unit compute XOR; a table gives their outputs for all inputs.',
  places: '003:305-311',
  question: 'If the hidden units gave (0, 0) both for (0, 0) and for (0, 1): could the output unit tell these apart?',
  measure() {
    const rows = xorTable();
    return {
      printed: [0, 0, 0, 0, 1, 0, 0, 0],
      right: rows.flatMap(({z}) => z),
      outputs: rows.map(({y}) => y),
    };
  },
  rule: 'exact where the printed outputs of the hidden units are those of units that make XOR, else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({right, outputs}) =>
    `The outputs of the network are ${outputs.join(', ')}. The row of (0, 1) has z = (${right.slice(2, 4).join(', ')}) and not (0, 0), which already stands in the first row with the other output.`,
  tables: ({printed, right, outputs}) => [
    {
      title: 'Hidden units and output',
      columns: ['(x1, x2)', 'z, printed', 'z', 'y'],
      rows: xorTable().map(({x}, i) => [
        `(${x.join(', ')})`,
        `(${printed.slice(2 * i, 2 * i + 2).join(', ')})`,
        `(${right.slice(2 * i, 2 * i + 2).join(', ')})`,
        outputs[i]!,
      ]),
    },
  ],
  figures: ({right}) => [
    {
      name: 'hidden',
      title: 'What the hidden units do to the four points',
      caption: 'The points (0, 0) and (1, 1) fall on each other, and a line separates them from the other two.',
      panels: [
        {
          kind: 'lines',
          title: 'Outputs of the hidden units',
          xTitle: 'z1',
          yTitle: 'z2',
          xDomain: [-0.3, 1.3],
          isMap: true,
          yDomain: [-0.3, 1.3],
          series: [
            {label: 'XOR = 0', as: 'points', x: [right[0]!, right[6]!], y: [right[1]!, right[7]!]},
            {label: 'XOR = 1', as: 'points', x: [right[2]!, right[4]!], y: [right[3]!, right[5]!]},
            {label: 'z1 + z2 = 0.5', x: [-0.3, 0.8], y: [0.8, -0.3]},
          ],
        },
      ],
    },
  ],
  ...code.table,
  next: 'Build XOR from OR, AND and NOT instead: what are z1 and z2 then?',
});

const axis = range(-0.5, 1.5, 33);

export const trained = item({
  id: 'L1.4',
  name: 'trained',
  title: 'XOR found by training',
  statement:
    'A network with a hidden layer solves XOR. Whether training finds such a network from the four examples, which the notes do not say, is tried here.',
  places: '003:303-311',
  question: 'Two hidden units are enough to compute XOR. Are they enough to find it from every start?',
  measure(ground) {
    const seeds = ground.seeds(16);
    const [widths, steps] = [[1, 2, 3, 4, 8], ground.size(800, 250)];
    const grid = axis.flatMap((b) => axis.map((a) => [a, b]));
    const runs = widths.map((width) => trainXor(seeds, {width, steps, ...(width === 2 && {grid})}));
    const {outputs} = runs[1]!;
    return {
      widths,
      seeds: seeds.length,
      solved: runs.map(({solved}) => solved),
      solvedWithoutTanh: trainXor(seeds, {width: 4, steps: 150, isLinear: true}).solved,
      lossesOfTwo: runs[1]!.losses,
      surface: axis.map((_, row) => outputs.slice(row * axis.length, (row + 1) * axis.length)),
    };
  },
  rule: 'holds where every width from 2 on learns XOR from every start, with conditions where at least one width does and a linear hidden layer never.',
  verdict({widths, solved, seeds, solvedWithoutTanh}) {
    const from2 = solved.filter((_, i) => widths[i]! >= 2);
    return onClaim({
      always: from2.every((count) => count === seeds) && solvedWithoutTanh === 0,
      sometimes: solved.includes(seeds) && solvedWithoutTanh === 0,
    });
  },
  answer: ({widths, solved, seeds, solvedWithoutTanh}) =>
    `Of ${seeds} starts ${widths.map((width, i) => `${solved[i]} with ${width}`).join(', ')} hidden units end with all four examples of XOR right; with linear hidden units ${solvedWithoutTanh}.`,
  figures: ({widths, solved, seeds, surface}) => [
    {
      name: 'starts',
      title: 'From how many starts XOR is found',
      caption: 'One hidden unit cannot. Two can, but not from everywhere. More units make it easy.',
      panels: [
        {
          kind: 'bars',
          title: 'Share of the starts',
          xTitle: 'Hidden units',
          yTitle: 'Share solved',
          names: widths.map(String),
          series: [{label: 'solved', values: solved.map((count) => count / seeds)}],
        },
        {
          kind: 'plane',
          title: 'Output of a network with two hidden units',
          xTitle: 'x1',
          yTitle: 'x2',
          x: axis,
          y: axis,
          values: surface,
          paths: [],
          marks: corners.x.map((x, i) => ({name: String(xor[i]), x, y: corners.y[i]!})),
        },
      ],
    },
  ],
  ...code.trained,
  next: 'Take ReLU for tanh, with two hidden units: from how many starts now?',
});
