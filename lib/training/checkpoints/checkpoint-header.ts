import type * as tf from '@tensorflow/tfjs';
import * as z from 'zod/mini';
import type {EpochRecord} from '../types.ts';
import {CheckpointError} from './checkpoint-error.ts';
import type {LayerNode} from '../layers/index.ts';

// A loss may be NaN or infinite, which zod's own number is not.
const number = z.custom<number>((value) => typeof value === 'number', 'expected a number');
const count = z.int().check(z.nonnegative());

const layer = z.looseObject({
  name: z.string(),
  gradientNorm: number,
  weightNorm: number,
  updateNorm: number,
  relativeChange: number,
  deadFraction: z.nullable(number),
});

const record: z.ZodMiniType<EpochRecord> = z.looseObject({
  epoch: count,
  updates: count,
  learningRate: z.nullable(number),
  rates: z.array(z.tuple([count, number])),
  trainLoss: number,
  trainAccuracy: z.nullable(number),
  testLoss: z.nullable(number),
  testAccuracy: z.nullable(number),
  layers: z.exactOptional(z.array(layer)),
  evaluations: z.exactOptional(z.object({gradient: count, product: count})),
});

const tensor = z.object({
  name: z.string(),
  shape: z.array(count),
  dtype: z.enum(['float32', 'int32', 'bool', 'string', 'complex64']),
});

const config = z.custom<tf.serialization.ConfigDict>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

const node: z.ZodMiniType<LayerNode> = z.lazy(() =>
  z.object({
    name: z.string(),
    className: z.string(),
    weights: z.array(z.object({name: z.string(), index: count})),
    parts: z.record(z.string(), z.array(node)),
  }),
);

/** The places of all weights in a tree of layers. */
function placesOf({weights, parts}: LayerNode): number[] {
  return [...weights.map(({index}) => index), ...Object.values(parts).flat().flatMap(placesOf)];
}

const isListed = (names: readonly string[]): boolean => {
  const first = names.findIndex((name) => !name.startsWith('model/'));
  const models = first < 0 ? names.length : first;
  return names.every((name, i) => name === (i < models ? `model/${i}` : `optimizer/${i - models}`));
};

/** What a checkpoint says about itself, before the bytes of its tensors. */
export interface CheckpointHeader {
  epoch: number;
  history: EpochRecord[];
  optimizer: {className: string; config: tf.serialization.ConfigDict} | null;
  extra: unknown;
  /** The tensors in their order in the file: `model/0`, `model/1`, ..., `optimizer/0`, ... */
  specs: {name: string; shape: number[]; dtype: tf.DataType}[];
  /** The tensors' own names, in the same order; null for one that is no variable. */
  names: (string | null)[];
  /** The layers that the weights of a model belong to; null for variables, missing in version 1. */
  layers?: LayerNode | null;
  /** The places of the weights that were trained, in the order in which an optimizer meets them; missing in version 1. */
  trained?: number[];
}

const schema: z.ZodMiniType<CheckpointHeader> = z
  .object({
    epoch: count,
    history: z.array(record),
    optimizer: z.nullable(z.object({className: z.string(), config})),
    extra: z.unknown(),
    specs: z
      .array(tensor)
      .check(z.refine((specs) => isListed(specs.map(({name}) => name)), 'expected model/0, ..., optimizer/0, ...')),
    names: z.array(z.nullable(z.string())),
    layers: z.exactOptional(z.nullable(node)),
    trained: z.exactOptional(z.array(count)),
  })
  .check(
    z.refine(({specs, names}) => specs.length === names.length, {
      path: ['names'],
      error: 'expected one for each of specs',
    }),
    z.refine(
      ({specs, layers, trained = []}) => {
        const weights = specs.filter(({name}) => name.startsWith('model/')).length;
        const places = layers ? placesOf(layers) : [];
        const isWhole = !layers || (places.length === weights && new Set(places).size === weights);
        return isWhole && [...places, ...trained].every((place) => place < weights);
      },
      {path: ['layers'], error: 'expected every weight once'},
    ),
  );

/** What zod's small form leaves to others: a problem in words. */
const told: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type'
    ? `expected ${issue.expected}`
    : issue.code === 'invalid_value'
      ? `expected one of ${issue.values.join(', ')}`
      : undefined;

/**
 * Checks a header that was read from a file.
 *
 * @param path of the file, for messages
 * @throws CheckpointError naming every part that is not as expected
 */
export function checkHeader(path: string, header: unknown): CheckpointHeader {
  const refuse = (problems: readonly string[]): CheckpointError => {
    const more = problems.length > 8 ? `; and ${problems.length - 8} more` : '';
    return new CheckpointError(
      path,
      `its header is not one that saveCheckpoint writes (${problems.slice(0, 8).join('; ')}${more}): the file is damaged or of ` +
        'another program, save it anew with this version',
    );
  };
  let outcome;
  try {
    outcome = schema.safeParse(header, {error: told});
  } catch (error) {
    // Layers within layers without end are more than the stack holds.
    throw refuse([(error as Error).message]);
  }
  const {data, error} = outcome;
  if (data !== undefined) return data;
  throw refuse(error.issues.map((issue) => `${issue.path.join('.') || 'all'}: ${issue.message}`));
}

const widths: Readonly<Record<string, number>> = {float32: 4, int32: 4, bool: 1, complex64: 8};

/**
 * The bytes that the tensors of a header take in a file.
 *
 * @param data the bytes there are, out of which texts tell their own lengths; without it a text counts as its length of 4 bytes alone
 */
export function bytesOf({specs}: Pick<CheckpointHeader, 'specs'>, data?: ArrayBuffer): number {
  const view = data && new DataView(data);
  let bytes = 0;
  for (const {shape, dtype} of specs) {
    const size = shape.reduce((product, length) => product * length, 1);
    const width = widths[dtype];
    if (width !== undefined) bytes += size * width;
    else if (!view) bytes += size * 4;
    else
      for (let i = 0; i < size; i++) {
        if (bytes + 4 > view.byteLength) return Infinity;
        bytes += 4 + view.getUint32(bytes, true);
      }
  }
  return bytes;
}
