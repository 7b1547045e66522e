import {checkChoices, checkNumbers, checkOptions, notNegative} from '../base/arguments.ts';
import type {RandomStream} from '../base/random.ts';
import {fans} from './fans.ts';
import {orthogonalMatrix} from './orthogonal.ts';

type Draw = (shape: readonly number[], random: RandomStream, options: Readonly<Record<string, number>>) => Float32Array;

interface Recipe {
  readonly formula: string;
  readonly options: Readonly<Record<string, number>>;
  readonly draw: Draw;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const fill = (shape: readonly number[], value: () => number): Float32Array =>
  Float32Array.from({length: sizeOf(shape)}, value);

const between = (shape: readonly number[], random: RandomStream, from: number, to: number): Float32Array =>
  fill(shape, () => from + (to - from) * random.uniform());

const uniformOfVariance =
  (variance: (fanIn: number, fanOut: number) => number): Draw =>
  (shape, random) => {
    const {fanIn, fanOut} = fans(shape);
    const limit = Math.sqrt(3 * variance(fanIn, fanOut));
    return between(shape, random, -limit, limit);
  };

const normalOfVariance =
  (variance: (fanIn: number, fanOut: number) => number): Draw =>
  (shape, random) => {
    const {fanIn, fanOut} = fans(shape);
    const deviation = Math.sqrt(variance(fanIn, fanOut));
    return fill(shape, () => deviation * random.normal());
  };

const glorot = (fanIn: number, fanOut: number): number => 2 / (fanIn + fanOut);
const he = (fanIn: number): number => 2 / fanIn;
const lecun = (fanIn: number): number => 1 / fanIn;

const recipe = (formula: string, draw: Draw, options: Readonly<Record<string, number>> = {}): Recipe => ({
  formula,
  options,
  draw,
});

/**
 * The initialisers by name, with their formulas and the defaults of their options.
 *
 * The normal ones draw from the whole normal distribution, as their papers and PyTorch do; Keras cuts it at two deviations.
 *
 * Glorot & Bengio 2010; He, Zhang, Ren & Sun 2015; LeCun, Bottou, Orr & Mueller 1998; Saxe, McClelland & Ganguli 2014.
 */
export const initializerCatalogue = {
  zeros: recipe('0', (shape) => fill(shape, () => 0)),
  constant: recipe('value', (shape, _, {value = 0}) => fill(shape, () => value), {value: 0}),
  normal: recipe(
    'N(mean, deviation^2)',
    (shape, random, {mean = 0, deviation = 0}) => fill(shape, () => mean + deviation * random.normal()),
    {mean: 0, deviation: 0.05},
  ),
  uniform: recipe('U(-limit, limit)', (shape, random, {limit = 0}) => between(shape, random, -limit, limit), {
    limit: 0.05,
  }),
  glorotUniform: recipe('U(-l, l), l = sqrt(6 / (fanIn + fanOut))', uniformOfVariance(glorot)),
  glorotNormal: recipe('N(0, 2 / (fanIn + fanOut))', normalOfVariance(glorot)),
  heUniform: recipe('U(-l, l), l = sqrt(6 / fanIn)', uniformOfVariance(he)),
  heNormal: recipe('N(0, 2 / fanIn)', normalOfVariance(he)),
  lecunUniform: recipe('U(-l, l), l = sqrt(3 / fanIn)', uniformOfVariance(lecun)),
  lecunNormal: recipe('N(0, 1 / fanIn)', normalOfVariance(lecun)),
  orthogonal: recipe(
    'gain Q, with Q of the QR decomposition of a normal matrix [all but the last axis, last axis]',
    (shape, random, {gain = 1}) => {
      const columns = shape.at(-1) ?? 1;
      return orthogonalMatrix(sizeOf(shape) / columns, columns, random).map((value) => gain * value);
    },
    {gain: 1},
  ),
} as const satisfies Readonly<Record<string, Recipe>>;

export type InitializerName = keyof typeof initializerCatalogue;

/** An initialiser by name, or by name with options: `value` of constant, `mean` and `deviation` of normal, `limit` of uniform, `gain` of orthogonal. */
export type Initializer =
  | InitializerName
  | {name: InitializerName; value?: number; mean?: number; deviation?: number; limit?: number; gain?: number};

/**
 * Draws the initial values of one kernel, in JavaScript, so that they are equal on all backends.
 *
 * @param initializer a name of `initializerCatalogue`, or `{name, ...options}`
 * @param shape of the kernel, as tfjs lays it out; the fans follow from it
 * @param random stream to draw from
 * @returns the values, row by row
 * @throws RangeError, TypeError for an unknown name or option and for an option outside its range
 * @example
 * drawInitial('heNormal', [784, 128], randomStream(1, 'kernel')).length; // 100352
 */
export function drawInitial(initializer: Initializer, shape: readonly number[], random: RandomStream): Float32Array {
  const {name, ...given} = typeof initializer === 'string' ? {name: initializer} : initializer;
  checkChoices('initializer', {name}, Object.keys(initializerCatalogue));
  const {options, draw}: Recipe = initializerCatalogue[name];
  checkOptions(`initializer ${name}`, given, Object.keys(options));
  checkNumbers(`initializer ${name}`, given, {});
  const {deviation, limit} = given as Record<string, number | undefined>;
  checkNumbers(
    `initializer ${name}`,
    Object.fromEntries(Object.entries({deviation, limit}).filter(([, v]) => v !== undefined)),
    notNegative,
  );
  return draw(shape, random, {...options, ...given});
}
