import {expect} from 'chai';
import {type Task, taskKey, timeOfTasks} from '../../../scripts/hessian/session.ts';
import {options} from './support.ts';

const task: Task = {
  key: 'a',
  about: {label: 'sgd', seed: 1, epoch: 1, updates: 5},
  learningRate: 0.1,
  isLast: true,
  hasGaussNewton: true,
};

describe('timeOfTasks', () => {
  it('grows with the tasks and with the time of a product', () => {
    // A trace takes 90 products and what is common to all probes 4, and what is said is 1.4 times their time.
    expect(timeOfTasks([task], options, 1)).to.equal('about 2 min 12 s');
    expect(timeOfTasks([task, task], options, 0.5)).to.equal('about 2 min 12 s');
  });

  it('is none where there is nothing to do', () => {
    expect(timeOfTasks([], options, 1)).to.equal('none');
  });
});

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
