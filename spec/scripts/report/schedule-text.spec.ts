import {runInNewContext} from 'node:vm';
import {expect} from 'chai';
import * as fc from 'fast-check';
import {scheduleText} from '../../../scripts/report/schedule-text.ts';
import * as schedules from '../../../schedules/index.ts';
import {anySchedule} from '../../schedules/arbitrary.ts';

const {constant, cosineDecay, diminishing, perEpoch, piecewiseConstant, product, reduceOnPlateau, sequence, warmup} =
  schedules;

/** A configuration without what watching schedules have seen. */
const unseen = (config: schedules.ScheduleConfig): unknown =>
  JSON.parse(JSON.stringify(config, (key, value: unknown) => (key === 'state' ? undefined : value)));

describe('scheduleText', () => {
  it('writes a schedule as people do, those within it too, without defaults', () => {
    const cosine = cosineDecay(0.1, {steps: 10});
    const cases: [schedules.Schedule, string][] = [
      [cosine, 'cosineDecay(0.1, {steps: 10})'],
      [warmup(cosine, {steps: 2}), 'warmup(cosineDecay(0.1, {steps: 10}), {steps: 2})'],
      [
        perEpoch(warmup(cosine, {steps: 2}), 8, {smooth: true}),
        'perEpoch(warmup(cosineDecay(0.1, {steps: 10}), {steps: 2}), 8, {smooth: true})',
      ],
      [sequence([constant(1), cosine], [5]), 'sequence([constant(1), cosineDecay(0.1, {steps: 10})], [5])'],
      [product(0.5, cosine), 'product(constant(0.5), cosineDecay(0.1, {steps: 10}))'],
      [piecewiseConstant([3], [0.1, 0.01]), 'piecewiseConstant([3], [0.1, 0.01])'],
      [diminishing({a: 1, b: 2}), 'diminishing({a: 1, b: 2})'],
      [reduceOnPlateau(0.1, {mode: 'max', patience: 3}), "reduceOnPlateau(0.1, {mode: 'max', patience: 3})"],
    ];
    for (const [schedule, text] of cases) expect(scheduleText(schedule.config)).to.equal(text);
  });

  it('writes what makes the same schedule again, whichever it is', () => {
    fc.assert(
      fc.property(anySchedule, ({config}) => {
        const again = runInNewContext(scheduleText(config), {...schedules}) as schedules.Schedule;
        expect(unseen(again.config)).to.deep.equal(unseen(config));
      }),
    );
  });
});
