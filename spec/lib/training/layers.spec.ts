import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {layerGroups} from '../../../lib/training/layers.ts';
import {trainableVariables} from '../../../lib/training/objective/objective.ts';

describe('layerGroups', () => {
  it('puts the variables of a layer together and finds its ReLU', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({units: 2, inputShape: [2], activation: 'relu', name: 'own'}),
        tf.layers.dense({units: 2, name: 'followed'}),
        tf.layers.reLU({name: 'itsRelu'}),
        tf.layers.dense({units: 2, name: 'other', activation: 'tanh'}),
        tf.layers.activation({activation: 'relu', name: 'notLinear'}),
        tf.layers.batchNormalization({name: 'normalised'}),
        tf.layers.dense({units: 2, name: 'frozen', trainable: false}),
        tf.layers.dense({units: 2, name: 'leaky'}),
        tf.layers.leakyReLU(),
      ],
    });
    const groups = layerGroups(trainableVariables(model), model);
    expect(groups.map(({name, relu}) => [name, relu])).to.deep.equal([
      ['own', model.layers[0]!.output instanceof tf.SymbolicTensor ? model.layers[0]!.output.name : ''],
      ['followed', (model.layers[2]!.output as tf.SymbolicTensor).name],
      ['other', null],
      ['normalised', null],
      ['leaky', null],
    ]);
    expect(groups.map(({variables}) => variables.length)).to.deep.equal([2, 2, 2, 2, 2]);
    model.dispose();
  });

  it('groups variables without a model by the prefix of their names', () => {
    const variables = ['a/kernel', 'a/bias', 'b/c/w', 'plain'].map((name) =>
      tf.variable(tf.scalar(0), true, `layers-spec/${name}`),
    );
    const groups = layerGroups(variables, null);
    expect(groups.map(({name, variables: own}) => [name, own.length])).to.deep.equal([
      ['layers-spec/a', 2],
      ['layers-spec/b/c', 1],
      ['layers-spec', 1],
    ]);
    tf.dispose(variables);
  });
});
