import * as tf from '@tensorflow/tfjs';
import {build, total} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const SIZES: Record<string, number> = {a: 2, b: 3, c: 2, d: 3, h: 2, q: 3, k: 2};

const EQUATIONS = [
  'ab,bc->ac',
  'ab,cb->ca',
  'bad,bdc->bac',
  'ab,ab->',
  'ab->ba',
  'ab->b',
  'a,b->ab',
  'ab,ab->ab',
  'abc,abd->cd',
  'ab,cb->a',
  'bhqd,bhkd->bhqk',
  'ab, b -> a',
];

describe('gradient of einsum', () => {
  for (const equation of EQUATIONS) {
    const [terms, output] = equation.replaceAll(' ', '').split('->') as [string, string];
    const inputs = terms.split(',').map((term) => term.split(''));
    const labels = [...new Set(inputs.flat())];
    const summed = labels.filter((label) => !output.includes(label));
    const sizes = (some: readonly string[]): number[] => some.map((label) => SIZES[label]!);
    gradientCase({
      name: equation,
      shapes: inputs.map(sizes),
      operation: (...xs) => tf.einsum(equation, ...xs),
      reference: (...xs) =>
        build(sizes(output.split('')), (...kept) =>
          total(sizes(summed), (...gone) => {
            const at = (label: string): number =>
              output.includes(label) ? kept[output.indexOf(label)]! : gone[summed.indexOf(label)]!;
            return xs.reduce((product, x, i) => product * x.at(inputs[i]!.map(at)), 1);
          }),
        ),
    });
  }
});
