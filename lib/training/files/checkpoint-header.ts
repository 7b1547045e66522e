import type * as tf from '@tensorflow/tfjs';
import {z} from 'zod';
import type {EpochRecord} from '../types.ts';
import {CheckpointError} from './checkpoint-error.ts';

// A loss may be NaN or infinite, which zod's own number is not.
const number = z.custom<number>((value) => typeof value === 'number', 'expected a number');
const count = z.int().nonnegative();

const layer = z.looseObject({
  name: z.string(),
  gradientNorm: number,
  weightNorm: number,
  updateNorm: number,
  relativeChange: number,
  deadFraction: number.nullable(),
});

const record: z.ZodType<EpochRecord> = z.looseObject({
  epoch: count,
  updates: count,
  learningRate: number.nullable(),
  rates: z.array(z.tuple([count, number])),
  trainLoss: number,
  trainAccuracy: number.nullable(),
  testLoss: number.nullable(),
  testAccuracy: number.nullable(),
  layers: z.exactOptional(z.array(layer)),
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

const schema = z
  .object({
    epoch: count,
    history: z.array(record),
    optimizer: z.object({className: z.string(), config}).nullable(),
    extra: z.unknown(),
    /** The tensors in their order in the file: `model/0`, `model/1`, ..., `optimizer/0`, ... */
    specs: z.array(tensor),
    /** The tensors' own names, in the same order; null for one that is no variable. */
    names: z.array(z.string().nullable()),
  })
  .refine(({specs, names}) => specs.length === names.length, {
    path: ['names'],
    error: 'expected one for each of specs',
  });

/** What a checkpoint says about itself, before the bytes of its tensors. */
export type CheckpointHeader = z.infer<typeof schema>;

/**
 * Checks a header that was read from a file.
 *
 * @param path of the file, for messages
 * @throws CheckpointError naming every part that is not as expected
 */
export function checkHeader(path: string, header: unknown): CheckpointHeader {
  const {data, error} = schema.safeParse(header);
  if (data !== undefined) return data;
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'all'}: ${issue.message}`);
  throw new CheckpointError(
    path,
    `its header is not one that saveCheckpoint writes (${problems.join('; ')}), save it anew with this version`,
  );
}
