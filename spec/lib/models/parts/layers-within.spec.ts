import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {layersToAnyDepth, layersWithin} from '../../../../lib/models/parts/layers-within.ts';

describe('layersWithin', () => {
  it('gives wrapped layers, both directions, cells and the layers of models, each once', () => {
    const classes = (layer: tf.layers.Layer): string[] => layersToAnyDepth(layer).map((each) => each.getClassName());
    const dense = tf.layers.dense({units: 1});
    expect(classes(tf.layers.timeDistributed({layer: dense}))).to.deep.equal(['TimeDistributed', 'Dense']);
    const both = tf.layers.bidirectional({layer: tf.layers.gru({units: 1}), mergeMode: 'concat'});
    expect(classes(both)).to.deep.equal(['Bidirectional', 'GRU', 'GRUCell', 'GRU', 'GRUCell']);
    const cells = [tf.layers.gruCell({units: 1}), tf.layers.lstmCell({units: 1})];
    expect(classes(tf.layers.rnn({cell: cells}))).to.deep.equal(['RNN', 'StackedRNNCells', 'GRUCell', 'LSTMCell']);
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]}), tf.layers.reLU()]});
    expect(layersWithin(model)).to.deep.equal(model.layers);
    model.dispose();
  });
});
