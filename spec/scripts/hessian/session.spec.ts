import {expect} from 'chai';
import {taskKey} from '../../../scripts/hessian/session.ts';
import {options} from './support.ts';

describe('taskKey', () => {
  const key = (changes: object = {}, {unit = 'u', count = 10} = {}) => taskKey({unit}, {...options, ...changes}, count);

  it('tells moments apart by subject, settings and number of examples', () => {
    const others = [key({k: 3}), key({probes: ['top']}), key({}, {unit: 'v'}), key({}, {count: 11})];
    expect(new Set([key(), ...others])).to.have.property('size', 5);
  });

  it('does not depend on which other moments are probed', () => {
    expect(key({every: 'epoch'})).to.equal(key());
  });
});
