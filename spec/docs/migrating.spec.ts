import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {transform} from 'esbuild';
import * as library from '../../index.ts';
import {read} from '../optimizers/gradients.ts';

type Values = number[][];

/** What `migrating.py` has written of the left-hand sides: the variables after the updates `seen`, the rates at `steps`. */
interface Fixture {
  readonly shapes: number[][];
  readonly seen: number[];
  readonly steps: number[];
  readonly starts: Values;
  readonly gradients: Values[];
  /** All that the other libraries have, by module. */
  readonly names: Record<string, string[]>;
  readonly cases: Record<
    string,
    {lr: number; fromZero?: boolean; curved?: boolean; ofOneSign?: boolean; values: Values[]} | {rates: number[]}
  >;
}

type Case = Fixture['cases'][string];

const {shapes, seen, steps, starts, gradients, names, cases} = JSON.parse(
  readFileSync(new URL('../fixtures/peers/migrating.json', import.meta.url), 'utf8'),
) as Fixture;

const page = readFileSync(new URL('../../docs/migrating.md', import.meta.url), 'utf8');

/** The first two cells of every row; the first has a call. */
const rows = Array.from(page.matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\|/gm), ([, theirs, cell]) => ({
  theirs: theirs!,
  cell: cell!,
  /** The call of the second cell, if it is one. */
  ours: /^`(\w+\(.*\))`$/.exec(cell!)?.[1] ?? null,
}));

const variables = ['m/kernel', 'v/bias', 'k/kernel', 's/scalar', 't/bias'];

/** `epsilonBefore`, as the page writes it, without its types. */
const helper = /const epsilonBefore = [^;]+;/.exec(page)![0].replaceAll(/: number\b/g, '');

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * Carries out the right-hand side of a row.
 *
 * @param lr what stands for `lr`
 * @param without the number of the option, in the order in which calls are made, that is left out
 * @returns what came of it, and how many options there are
 */
function carriedOut(code: string, lr: unknown, without = -1): {made: unknown; options: string[]} {
  const options: string[] = [];
  const asWritten = (value: unknown): unknown => {
    if (!isPlain(value) || 'match' in value) return value;
    return Object.fromEntries(
      Object.entries(value).filter(([name]) => {
        options.push(name);
        return options.length - 1 !== without;
      }),
    );
  };
  const functions = Object.entries(library).filter(([, value]) => typeof value === 'function');
  const scope: Record<string, unknown> = Object.fromEntries(
    functions.map(([name, f]) => [
      name,
      (...given: unknown[]) => (f as (...all: unknown[]) => unknown)(...given.map(asWritten)),
    ]),
  );
  const words = Object.keys(scope);
  // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
  const made: unknown = new Function('tf', 'lr', ...words, `${helper} return ${code};`)(
    tf,
    lr,
    ...Object.values(scope),
  );
  return {made, options};
}

/** The greatest of several numbers, NaN where there is one. */
const greatest = (values: Iterable<number>): number =>
  [...values].reduce((most, value) => (most >= value ? most : value), 0);

/** A loss with given gradients, which change with the variables where it is curved. */
function lossOf(made: readonly tf.Variable[], given: Values, isCurved: boolean): tf.Scalar {
  const parts = made.map((w, i) => {
    const g = tf.tensor(given[i]!, w.shape);
    const line = tf.mul(g, w);
    return tf.sum(isCurved ? tf.add(line, tf.mul(tf.abs(g), tf.mul(tf.square(w), 0.5))) : line);
  });
  return tf.add(tf.addN(parts), 20);
}

/** Updates of the variables, as the values after those that are seen. */
function path(
  optimizer: tf.Optimizer,
  {fromZero = false, curved = false, ofOneSign = false} = {},
  count = shapes.length,
): Values[] {
  const made = shapes
    .slice(0, count)
    .map((shape, i) =>
      tf.tidy(() => tf.variable(fromZero ? tf.zeros(shape) : tf.tensor(starts[i]!, shape), true, variables[i])),
    );
  const values: Values[] = [];
  for (const [t, drawn] of gradients.entries()) {
    const given = ofOneSign ? drawn.map((each) => each.map(Math.abs)) : drawn;
    tf.tidy(() => {
      optimizer.minimize(() => lossOf(made, given, curved), false, made);
    });
    if (seen.includes(t + 1)) values.push(read(made).map((each) => [...each]));
  }
  optimizer.dispose();
  tf.dispose(made);
  return values;
}

/** The greatest difference of two paths as a share of the way of its variable, beside what float32 holds of the values. */
function difference(ours: Values[], theirs: Values[], fromZero = false): number {
  return greatest(
    theirs.flatMap((values, at) =>
      values.map((expected, i) => {
        const begin = starts[i]!.map((value) => (fromZero ? 0 : value));
        const way = greatest(theirs.flatMap((each) => each[i]!.map((value, j) => Math.abs(value - begin[j]!))));
        // Each update rounds a value once.
        const rounding = 2 ** -24 * seen[at]! * greatest(expected.map(Math.abs));
        const gap = greatest(expected.map((value, j) => Math.abs(ours[at]![i]![j]! - value)));
        return gap > rounding ? (gap - rounding) / way : 0;
      }),
    ),
  );
}

const falling = (rate: number) => library.linearDecay(rate, {end: rate / 2, steps: gradients.length});
const gapOfRates = (made: unknown, rates: number[]): number =>
  greatest(steps.map((step, i) => Math.abs((made as library.Schedule)(step) - rates[i]!) / greatest(rates)));

/** How far the right-hand side of a row is from what the left-hand side came to. */
function gapOf(ours: string, expected: Case, factor = 1, without = -1): {gap: number; options: string[]} {
  if ('rates' in expected) {
    const {made, options} = carriedOut(ours, null, without);
    return {gap: gapOfRates(made, expected.rates), options};
  }
  const {lr, fromZero, values} = expected;
  const {made, options} = carriedOut(ours, falling(lr * factor), without);
  return {gap: difference(path(made as tf.Optimizer, expected, values[0]!.length), values, fromZero), options};
}

/** What the left-hand side came to: that of TensorFlow.js is carried out here. */
function expectation(theirs: string): Case {
  if (theirs.startsWith('tf.train.')) return {lr: 0, values: path(carriedOut(theirs, null).made as tf.Optimizer)};
  expect(Object.keys(cases), 'calls in migrating.json, which migrating.py writes').to.include(theirs);
  return cases[theirs]!;
}

/** Runs a block; the values that its remarks state are checked. */
async function run(block: string, check: (received: unknown, stated: string) => void): Promise<void> {
  const checking = block
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^([\w.!()[\], <>&-]+); \/\/ (-?[\d.]+|\[.*\]|true|'.*')$/gm, (_, line: string, stated: string) => {
      return `check(${line}, ${JSON.stringify(stated)});`;
    });
  const {code} = await transform(`async () => {${checking}}`, {loader: 'ts'});
  // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
  await (new Function('tf', 'optim', 'check', `return (${code.replace(/;\s*$/, '')})()`)(
    tf,
    library,
    check,
  ) as Promise<void>);
}

describe('docs/migrating.md', () => {
  for (const {theirs, ours} of rows) {
    if (ours === null) continue;
    it(`${theirs} is ${ours}`, () => {
      const expected = expectation(theirs);
      const before = tf.memory().numTensors;
      const {gap, options} = gapOf(ours, expected);
      expect(gap).to.be.below(1e-5);
      if (/\blr\b/.test(ours)) expect(gapOf(ours, expected, 1.001).gap, 'is able to fail').to.be.above(1e-5);
      for (const [i, name] of options.entries()) {
        let without = Infinity;
        try {
          without = gapOf(ours, expected, 1, i).gap;
        } catch (error) {
          // What is required is needed.
          expect(String(error)).to.match(/required|must|either|needs/);
        }
        expect(without, `without ${name}`).not.to.be.below(1e-5);
      }
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  for (const [module, all] of Object.entries(names)) {
    it(`has a row for all of ${module}`, () => {
      const begin = `${module.replace(/ .*/, '')}.`;
      const named = rows.map(({theirs}) => theirs).filter((theirs) => theirs.startsWith(begin));
      const there = new Set(named.map((theirs) => /^\w+/.exec(theirs.slice(begin.length))?.[0]));
      expect(all.filter((name) => !there.has(name))).to.deep.equal([]);
    });
  }

  it('names rules and wrappers of this library where there is no call', () => {
    const named = rows.flatMap(({cell}) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name!));
    expect(named).to.include('sam');
    expect(named.filter((name) => !(name in library))).to.deep.equal([]);
  });

  describe('code side by side', () => {
    const [, section] = page.split('## Code side by side');
    const [shared, ...blocks] = Array.from(
      section!.matchAll(/^### (.+)\n|```ts\n([^]*?)```/gm),
      ([, title, block]) => ({title, block}),
    );
    const place = process.cwd();
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-migrating-'));
      process.chdir(folder);
    });
    after(() => {
      process.chdir(place);
      rmSync(folder, {recursive: true});
    });

    let title = '';
    for (const {title: next, block} of blocks) {
      title = next ?? title;
      if (block === undefined) continue;
      it(`runs: ${title}`, async () => {
        let checked = 0;
        await run(`${shared!.block!}${block}`, (received, stated) => {
          const value: unknown = JSON.parse(stated.replaceAll("'", '"'));
          if (typeof value === 'number') expect(received).to.be.closeTo(value, 1e-12);
          else expect(received).to.deep.equal(value);
          checked++;
        });
        expect(checked).to.equal((block.match(/^[^\n]*; \/\/ (-?[\d.]+|\[.*\]|true|'.*')$/gm) ?? []).length);
      });
    }
  });
});
