import {expect} from 'chai';
import {scheduleFromConfig, UnknownScheduleError} from '../../schedules/index.ts';

describe('scheduleFromConfig', () => {
  it('builds nested schedules, with numbers as constants and defaults for what is left out', () => {
    const rate = scheduleFromConfig({
      name: 'warmup',
      schedule: {name: 'product', schedules: [0.5, {name: 'linearDecay', value: 8, steps: 4}]},
      steps: 2,
    });
    expect([0, 1, 2, 3, 6].map(rate)).to.deep.equal([0, 2, 4, 3, 0]);
  });

  it('names what it does not know, and what it may have meant', () => {
    const make = (config: unknown) => () => scheduleFromConfig(config as never);
    expect(make({name: 'cosineDeacy'})).to.throw(
      RangeError,
      'unknown schedule "cosineDeacy"; did you mean "cosineDecay"?',
    );
    expect(make({name: 'zigzag'})).to.throw(
      RangeError,
      /unknown schedule "zigzag"; the schedules are constant, .*: a schedule is known once it has been imported/,
    );
    expect(make({name: 'toString'})).to.throw(UnknownScheduleError, 'unknown schedule "toString"');
    expect(make({name: 'constant', val: 1})).to.throw(
      TypeError,
      'constant: unknown option "val"; did you mean "value"?',
    );
    expect(make({name: 'constant'})).to.throw(
      TypeError,
      'constant: value must be a finite number >= 0, received undefined',
    );
    expect(make({name: 'warmup', steps: 1, schedule: 'x'})).to.throw(TypeError, 'config must be an object such as');
    for (const name of ['product', 'sequence']) {
      expect(make({name, schedules: 3, ...(name === 'sequence' && {boundaries: []})})).to.throw(
        TypeError,
        `${name}: schedules must be an array, received 3`,
      );
    }
    for (const config of [undefined, null, 3, 'constant', {}, {name: 3}]) {
      expect(make(config)).to.throw(TypeError, 'scheduleFromConfig: config must be an object such as');
    }
  });
});
