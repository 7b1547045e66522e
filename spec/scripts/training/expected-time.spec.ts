import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {disposeExamples} from '../../../scripts/model/examples.ts';
import {comparisonUnits, comparisonExamples} from '../../../scripts/training/comparison.ts';
import {expectedSeconds} from '../../../scripts/training/expected-time.ts';
import {smallComparison} from './small-comparison.ts';

describe('expectedSeconds', () => {
  it('measures what is left, a diverging optimizer too, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const comparison = smallComparison({optimizers: 'sgd:lr=1e9,adam', seeds: 2, epochs: 1000});
    const data = comparisonExamples(comparison);
    const held = tf.memory().numTensors;
    const units = comparisonUnits(comparison, 'here');
    expect(await expectedSeconds(comparison, [], data)).to.equal(0);
    // At least a microsecond an update.
    expect(await expectedSeconds(comparison, units, data)).to.be.within(0.006, Number.MAX_VALUE);
    expect(tf.memory().numTensors).to.equal(held);
    disposeExamples(data);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
