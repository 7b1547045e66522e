import * as tf from '@tensorflow/tfjs';
import {type ImageDataset, toTensors} from '../../../lib/data/index.ts';
import type {Examples} from '../../../lib/training/index.ts';
import {networks, type Trained, type TrainingPlan} from './networks.ts';

/** What an experiment may ask for: seeds, sizes, digits and trained networks, which the items share. */
export interface Ground {
  /** The first seed. */
  readonly seed: number;
  /** Seeds from the first one on, as many as were asked for, or else `otherwise`. */
  readonly seeds: (otherwise: number) => readonly number[];
  /** The second number where the run is to be quick or the backend is not the native one; the page tells which. */
  readonly size: (whole: number, quick: number) => number;
  readonly digits: ImageDataset;
  /** The digits as tensors, which belong to the ground: flat pixels in [0, 1], classes one-hot. */
  readonly examples: () => Promise<{train: Examples; test: Examples}>;
  /** A network trained on the digits; a plan is trained once. Its tensors belong to the ground. */
  readonly trained: (plan: TrainingPlan) => Promise<Trained>;
  /** Tells how long something took, in milliseconds: a time is no value, because it is another one in each run. */
  readonly timed: (name: string, milliseconds: number) => void;
  readonly signal: AbortSignal;
}

/** What the command knows of a run. */
export interface GroundOptions {
  readonly seed: number;
  readonly seeds: number | null;
  readonly isSmall: boolean;
  readonly digits: ImageDataset;
  readonly signal: AbortSignal;
}

/** The ground of a run; `takeTimes` gives what it was told since it was last asked, `dispose` ends all that it keeps. */
export function createGround({seed, seeds, isSmall, digits, signal}: GroundOptions): Ground & {
  takeTimes: () => Readonly<Record<string, number>>;
  dispose: () => Promise<void>;
} {
  let times: Record<string, number> = {};
  let examples: {train: Examples; test: Examples} | null = null;
  const made = async () => {
    const tensors = (images: ImageDataset['train']) => toTensors(images, {classes: digits.classes, shape: 'flat'});
    examples ??= {train: tensors(digits.train), test: tensors(digits.test)};
    return examples;
  };
  const nets = networks(made, signal);
  return {
    seed,
    seeds: (otherwise) => Array.from({length: seeds ?? otherwise}, (_, i) => seed + i),
    size: (whole, quick) => (isSmall ? quick : whole),
    digits,
    examples: made,
    trained: (plan) => nets.trained(plan),
    timed: (name, milliseconds) => (times[name] = milliseconds),
    signal,
    takeTimes() {
      const taken = times;
      times = {};
      return taken;
    },
    async dispose() {
      await nets.dispose();
      if (examples !== null) tf.dispose([examples.train.x, examples.train.y, examples.test.x, examples.test.y]);
      examples = null;
    },
  };
}
