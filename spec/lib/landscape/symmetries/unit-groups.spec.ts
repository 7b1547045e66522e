import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {groupOf, unitGroups} from '../../../../lib/landscape/symmetries/unit-groups.ts';
import {convolutionModel, denseModel} from './models.ts';

describe('unitGroups', () => {
  it('are the hidden layers, with every weight that knows their units', () => {
    const model = denseModel(1);
    const [one, two, ...others] = unitGroups('f', model);
    expect(others).to.deep.equal([]);
    expect(one).to.deep.equal({
      layer: 'one',
      units: 7,
      incoming: [
        {index: 0, axis: 1, blocks: 1},
        {index: 1, axis: 0, blocks: 1},
      ],
      between: [],
      outgoing: [{index: 2, axis: 0, blocks: 1}],
      isHomogeneous: true,
    });
    expect(two).to.include({layer: 'two', units: 5, isHomogeneous: true});
    expect(groupOf('f', model, 'two')).to.deep.equal(two);
    expect(() => groupOf('f', model, 'out')).to.throw(
      RangeError,
      /hidden layer with units \(one, two\), received "out"/,
    );
    model.dispose();
  });

  it('of channels are read at every place of the flattened image', () => {
    const model = convolutionModel(1);
    const blocks = unitGroups('f', model).map(({outgoing}) => outgoing[0]!.blocks);
    expect(blocks).to.deep.equal([1, 4, 1]);
    model.dispose();
  });

  it('are refused where the chain has a layer that mixes them', () => {
    const model = tf.sequential({layers: [tf.layers.simpleRNN({units: 2, inputShape: [3, 2], name: 'loop'})]});
    expect(() => unitGroups('f', model)).to.throw(RangeError, /layer "loop" \(SimpleRNN\) is not supported/);
    expect(() => unitGroups('f', {} as never)).to.throw(TypeError, /model must be a tf\.LayersModel/);
    model.dispose();
  });
});
