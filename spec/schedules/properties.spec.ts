import {expect} from 'chai';
import * as fc from 'fast-check';
import {
  cosineDecay,
  linearDecay,
  oneCycle,
  scheduleFromConfig,
  warmup,
  warmupStableDecay,
} from '../../schedules/index.ts';
import type {ScheduleConfig} from '../../schedules/index.ts';
import {anySchedule, decaying} from './arbitrary.ts';

const seed = 20240517;
const step = fc.oneof(fc.integer({min: 0, max: 1000}), fc.double({min: 0, max: 1000, noNaN: true}));

/** What the layers package does to every optimizer configuration when a model is saved: to snake case and back. */
function throughSavedModel(config: unknown): unknown {
  const snake = (word: string) => word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const camel = (word: string) => word.replace(/_+(\w|$)/g, (_, letter: string) => letter.toUpperCase());
  const convert = (node: unknown, word: (text: string) => string): unknown => {
    if (typeof node === 'string') return word(node);
    if (Array.isArray(node)) return node.map((item) => convert(item, word));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [word(key), key === 'name' ? child : convert(child, word)]),
    );
  };
  return convert(JSON.parse(JSON.stringify(convert(config, snake))), camel);
}

describe('every schedule', () => {
  it('that decays never rises, and stays between its bounds', () => {
    let fell = 0;
    fc.assert(
      fc.property(decaying, step, step, ({schedule, least, greatest}, one, other) => {
        const early = schedule(Math.min(one, other));
        const late = schedule(Math.max(one, other));
        const rounding = 1e-12 * greatest;
        expect(late).to.be.at.most(early + rounding);
        expect(early).to.be.within(least - rounding, greatest + rounding);
        expect(schedule(0)).to.be.closeTo(greatest, rounding);
        if (late < early) fell++;
      }),
      {seed, numRuns: 500},
    );
    expect(fell).to.be.greaterThan(200);
  });

  it('gives finite values >= 0 at every step, and a RangeError before step 0', () => {
    fc.assert(
      fc.property(anySchedule, step, (schedule, at) => {
        expect(schedule(at)).to.satisfy((v: number) => Number.isFinite(v) && v >= 0);
        for (const bad of [-1e-9, Number.NaN]) expect(() => schedule(bad)).to.throw(RangeError, 'step must be');
      }),
      {seed, numRuns: 300},
    );
  });

  it('is a pure function of the step', () => {
    fc.assert(
      fc.property(anySchedule, fc.array(step, {minLength: 2, maxLength: 6}), (schedule, steps) => {
        const before = schedule.config;
        const forwards = steps.map(schedule);
        expect(steps.toReversed().map(schedule).toReversed()).to.deep.equal(forwards);
        expect(schedule.config).to.deep.equal(before);
      }),
      {seed, numRuns: 200},
    );
  });

  it('comes back from its configuration, JSON and a saved model, with all it has observed', () => {
    let watching = 0;
    const metrics = fc.array(fc.double({min: 0, max: 2, noNaN: true}), {minLength: 1, maxLength: 6});
    fc.assert(
      fc.property(anySchedule, fc.array(step, {minLength: 3, maxLength: 6}), metrics, (schedule, steps, heard) => {
        const {config} = schedule;
        expect(JSON.parse(JSON.stringify(config))).to.deep.equal(config);
        expect(throughSavedModel(config)).to.deep.equal(config);
        const copy = scheduleFromConfig(throughSavedModel(config) as ScheduleConfig);
        expect(steps.map(copy)).to.deep.equal(steps.map(schedule));
        expect(copy.config).to.deep.equal(config);
        expect(copy.observe === undefined).to.equal(schedule.observe === undefined);
        if (schedule.observe === undefined) return;
        watching++;
        for (const [index, metric] of heard.entries()) {
          for (const each of [schedule, copy]) each.observe?.(metric, index % 2 === 0 ? undefined : 100 * index);
        }
        expect(copy.config).to.deep.equal(schedule.config);
        expect(steps.map(copy)).to.deep.equal(steps.map(schedule));
      }),
      {seed, numRuns: 400},
    );
    expect(watching).to.be.greaterThan(40);
  });

  it('without jumps has none: a small step changes little', () => {
    const value = fc.double({min: 0.1, max: 1, noNaN: true});
    const smooth = fc.oneof(
      fc.tuple(value, value).map(([v, end]) => cosineDecay(v, {end, steps: 50})),
      fc.tuple(value, value).map(([v, end]) => linearDecay(v, {end, steps: 50})),
      fc.tuple(value, fc.boolean()).map(([v, threePhase]) => oneCycle(v, {steps: 50, threePhase})),
      value.map((v) => warmup(cosineDecay(v, {steps: 40}), {steps: 20})),
      value.map((v) => warmupStableDecay(v, {warmup: 10, stable: 10, decay: 30, shape: 'linear'})),
    );
    fc.assert(
      fc.property(smooth, fc.double({min: 0, max: 80, noNaN: true}), (schedule, at) => {
        // The steepest is a rise by at most 1 within 10 steps, times pi / 2 for a cosine.
        expect(Math.abs(schedule(at + 1e-3) - schedule(at))).to.be.at.most(1.6e-4);
      }),
      {seed, numRuns: 500},
    );
  });
});
