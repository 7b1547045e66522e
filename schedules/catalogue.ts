import {describeOptions} from '../lib/base/options.ts';
import {perEpochEntry} from './combinators/per-epoch.ts';
import {productEntry} from './combinators/product.ts';
import {sequenceEntry} from './combinators/sequence.ts';
import {warmupEntry} from './combinators/warmup.ts';
import {cosineRestartsEntry} from './cycles/cosine-restarts.ts';
import {cyclicEntry} from './cycles/cyclic.ts';
import {oneCycleEntry} from './cycles/one-cycle.ts';
import {warmupStableDecayEntry} from './cycles/warmup-stable-decay.ts';
import {constantEntry} from './decays/constant.ts';
import {cosineDecayEntry} from './decays/cosine-decay.ts';
import {diminishingEntry} from './decays/diminishing.ts';
import {exponentialDecayEntry} from './decays/exponential-decay.ts';
import {inverseSqrtEntry} from './decays/inverse-sqrt.ts';
import {inverseTimeDecayEntry} from './decays/inverse-time-decay.ts';
import {linearDecayEntry} from './decays/linear-decay.ts';
import {rexEntry} from './decays/rex.ts';
import {piecewiseConstantEntry} from './decays/piecewise-constant.ts';
import {polynomialDecayEntry} from './decays/polynomial-decay.ts';
import {powerDecayEntry} from './decays/power-decay.ts';
import {stepDecayEntry} from './decays/step-decay.ts';
import type {ScheduleDescription, ScheduleEntry} from './define.ts';
import {reduceOnIncreaseEntry} from './watching/reduce-on-increase.ts';
import {reduceOnPlateauEntry} from './watching/reduce-on-plateau.ts';

/** Every schedule by the name in its `config`. */
export const scheduleEntries: Readonly<Record<string, ScheduleEntry>> = {
  constant: constantEntry,
  stepDecay: stepDecayEntry,
  piecewiseConstant: piecewiseConstantEntry,
  exponentialDecay: exponentialDecayEntry,
  inverseTimeDecay: inverseTimeDecayEntry,
  powerDecay: powerDecayEntry,
  polynomialDecay: polynomialDecayEntry,
  linearDecay: linearDecayEntry,
  rex: rexEntry,
  diminishing: diminishingEntry,
  inverseSqrt: inverseSqrtEntry,
  cosineDecay: cosineDecayEntry,
  cosineRestarts: cosineRestartsEntry,
  oneCycle: oneCycleEntry,
  cyclic: cyclicEntry,
  warmup: warmupEntry,
  warmupStableDecay: warmupStableDecayEntry,
  sequence: sequenceEntry,
  product: productEntry,
  perEpoch: perEpochEntry,
  reduceOnPlateau: reduceOnPlateauEntry,
  reduceOnIncrease: reduceOnIncreaseEntry,
};

/**
 * Formula, parameters and reference of every schedule, by name.
 *
 * The parameters are the arguments as `config` names them, so that `scheduleFromConfig({name, ...arguments})` makes any
 * schedule of the catalogue.
 *
 * @example
 * scheduleCatalogue.stepDecay.formula; // 'value * drop^floor(step / every)'
 */
export const scheduleCatalogue: Readonly<Record<string, ScheduleDescription>> = Object.fromEntries(
  Object.entries(scheduleEntries).map(([name, {formula, parameters, reference}]) => [
    name,
    {formula, parameters: describeOptions(parameters), reference},
  ]),
);
