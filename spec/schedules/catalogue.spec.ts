import {expect} from 'chai';
import {scheduleCatalogue, scheduleEntries} from '../../schedules/catalogue.ts';
import {scheduleFromConfig} from '../../schedules/from-config.ts';
import * as schedules from '../../schedules/index.ts';

const notSchedules = ['asSchedule', 'isSchedule', 'oneCyclePair', 'scheduleFromConfig', 'UnknownScheduleError'];

const made: Readonly<Record<string, unknown>> = {...schedules};

/** A value that fits each required parameter of any schedule. */
const samples: Record<string, unknown> = {
  boundaries: [5],
  values: [0.2, 0.1],
  schedules: [0.2, 0.1],
  schedule: 0.2,
};

describe('scheduleCatalogue', () => {
  it('has every schedule that the package exports, and nothing else', () => {
    const exported = Object.entries(schedules).flatMap(([name, member]) =>
      typeof member === 'function' ? [name] : [],
    );
    expect(Object.keys(scheduleCatalogue).toSorted()).to.deep.equal(
      exported.filter((name) => !notSchedules.includes(name)).toSorted(),
    );
    expect(Object.keys(scheduleCatalogue)).to.have.length(22);
  });

  it('is plain data with words in every place', () => {
    expect(JSON.parse(JSON.stringify(scheduleCatalogue))).to.deep.equal(scheduleCatalogue);
    for (const {formula, reference, parameters} of Object.values(scheduleCatalogue)) {
      expect(formula).to.match(/\w/);
      expect(reference).to.match(/\w{4}/);
      for (const {description} of Object.values(parameters)) expect(description).to.match(/\w{4}/);
    }
  });

  it('has no schedule that takes options in the place of its value without saying so', () => {
    for (const [name, {parameters}] of Object.entries(scheduleEntries)) {
      if (!('value' in parameters)) continue;
      const make = made[name] as (options: object) => unknown;
      expect(() => make({value: 0.1, steps: 10})).to.throw(
        TypeError,
        `received {"value":0.1,"steps":10}; it comes first, as in ${name}(0.001, {...})`,
      );
    }
  });

  for (const [name, {parameters}] of Object.entries(scheduleEntries)) {
    it(`states the parameters and defaults that ${name} really has`, () => {
      const given = Object.fromEntries(
        Object.keys(parameters)
          .filter((key) => parameters[key]!.required || (name === 'exponentialDecay' && key === 'gamma'))
          .map((key) => [key, samples[key] ?? 2]),
      );
      const {config} = scheduleFromConfig({name, ...given});
      const {name: itsName, ...resolved} = config;
      expect(itsName).to.equal(name);
      const expected = Object.keys(parameters).filter((key) => !(name === 'exponentialDecay' && key === 'k'));
      expect(Object.keys(resolved).toSorted()).to.deep.equal(expected.toSorted());
      for (const [key, parameter] of Object.entries(parameters)) {
        if ('default' in parameter) expect(resolved[key], key).to.equal(parameter.default);
        if (parameter.required) {
          const {[key]: _, ...lacking} = given;
          expect(() => scheduleFromConfig({name, ...lacking}), `without ${key}`).to.throw(TypeError);
        }
      }
    });
  }
});
