import * as z from 'zod';
import type {Measurement, StudyPathKey} from '../../../lib/landscape/index.ts';
import type {Divergence, EpochRecord, StopReason} from '../../../lib/training/index.ts';
import {anyNumber} from './checked.ts';

/** What has `config.json` of a run that trains or measures: the options as they were resolved, and what followed from them. */
export const runConfig = z.looseObject({
  resolved: z
    .looseObject({
      /** The command that started the run. */
      command: z.string().exactOptional(),
      batchSize: z.number().exactOptional(),
      /** Where the images came from. */
      source: z.string().exactOptional(),
      units: z.array(z.looseObject({key: z.string()})).exactOptional(),
    })
    .exactOptional(),
});

export type RunConfig = z.infer<typeof runConfig>;

/** What has `versions.json`. */
export const runVersions = z.looseObject({
  /** The backend that computed it. */
  backend: z.string().exactOptional(),
  'tfjs-optim': z.string().exactOptional(),
  /** Other versions with which it was gone on, as they were allowed. */
  later: z.array(z.record(z.string(), z.unknown())).exactOptional(),
});

export type RunVersions = z.infer<typeof runVersions>;

const perhaps = anyNumber.nullable();

const layer = z.object({
  name: z.string(),
  gradientNorm: anyNumber,
  weightNorm: anyNumber,
  updateNorm: anyNumber,
  relativeChange: anyNumber,
  deadFraction: perhaps,
});

const epochRecord = z.object({
  epoch: z.number(),
  updates: z.number(),
  learningRate: perhaps,
  rates: z.array(z.tuple([anyNumber, anyNumber]).readonly()).readonly(),
  trainLoss: anyNumber,
  trainAccuracy: perhaps,
  testLoss: perhaps,
  testAccuracy: perhaps,
  layers: z.array(layer).readonly().exactOptional(),
  evaluations: z.object({gradient: z.number(), product: z.number()}).exactOptional(),
}) satisfies z.ZodType<EpochRecord>;

const divergence = z.object({
  update: z.number(),
  learningRate: perhaps,
  loss: anyNumber,
  reason: z.string(),
}) satisfies z.ZodType<Divergence>;

const stopped = z.enum([
  'epochs',
  'aborted',
  'diverged',
  'gradientNorm',
  'loss',
  'plateau',
]) satisfies z.ZodType<StopReason>;

const path = z.object({
  optimizer: z.string(),
  seed: z.number(),
  control: z.enum(['noise', 'zeros']).nullable(),
  other: z.object({seed: z.number(), aligned: z.boolean()}).exactOptional(),
}) satisfies z.ZodType<StudyPathKey>;

const measurement = z.record(z.string(), z.union([anyNumber, z.string(), z.null()])) satisfies z.ZodType<Measurement>;

/** Points that were measured together, by their numbers. */
export const measuredPoints = z.array(z.object({index: z.number(), measurement})).readonly();

export type MeasuredPoints = z.infer<typeof measuredPoints>;

/** A training began. */
const unitEvent = z.object({
  event: z.literal('unit'),
  key: z.string(),
  label: z.string(),
  optimizer: z.string(),
  config: z.custom<object>((value) => typeof value === 'object' && value !== null, 'expected an object'),
  seed: z.number(),
  /** The fold that it is tested on, from 1, where there are folds. */
  fold: z.number().exactOptional(),
  /** What the names of its checkpoints begin with. */
  stem: z.string().exactOptional(),
});

/** An epoch of a training was measured. */
const epochEvent = z.object({event: z.literal('epoch'), key: z.string(), ...epochRecord.shape});

/** A training ended. */
const endEvent = z.object({
  event: z.literal('end'),
  key: z.string(),
  stopped,
  divergence: divergence.nullable(),
  updates: z.number(),
  /** The share of the variance of the test targets that a regression explains. */
  testR2: perhaps.exactOptional(),
  /** Root of the mean squared error on the test set in the units of the target. */
  testRmse: perhaps.exactOptional(),
});

/** Points of a path of a study were measured. */
const pointsEvent = z.object({event: z.literal('points'), path, points: measuredPoints});

/** A unit of any other command came to a result. */
const resultEvent = z.object({event: z.literal('result'), key: z.string(), result: z.unknown()});

/** A line of `metrics.jsonl`. */
export const runEvent = z.discriminatedUnion('event', [unitEvent, epochEvent, endEvent, pointsEvent, resultEvent]);

export type RunEvent = z.infer<typeof runEvent>;
export type EventOf<Kind extends RunEvent['event']> = Extract<RunEvent, {event: Kind}>;

/** A line of `times.jsonl`: of an epoch of a training, or of the points of a scan. */
export const runTimes = z.looseObject({
  seconds: anyNumber,
  key: z.string().exactOptional(),
  epoch: z.number().exactOptional(),
  points: z.number().exactOptional(),
});

export type RunTimes = z.infer<typeof runTimes>;
