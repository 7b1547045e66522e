import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {allLayers, refuseStateful, trainedModel} from '../../../../lib/native/accelerate/trained-model.ts';

const compiled = <Model extends tf.LayersModel>(model: Model): Model => {
  model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
  return model;
};

describe('trainedModel', () => {
  it('is the model within a Sequential, and a functional model itself', () => {
    const sequential = compiled(tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]}));
    const inner = trainedModel(sequential);
    expect(inner).to.not.equal(sequential);
    expect(inner.makeTrainFunction).to.be.a('function');
    const functional = compiled(tf.model({inputs: sequential.inputs, outputs: sequential.outputs}));
    expect(trainedModel(functional)).to.equal(functional);
    for (const model of [sequential, functional]) model.optimizer.dispose();
    sequential.dispose();
  });

  it('refuses what is no layers model', () => {
    const values: unknown[] = [undefined, null, {}, 'model', tf.layers.dense({units: 1}), () => {}];
    for (const value of values) {
      expect(() => accelerate(value as tf.LayersModel)).to.throw(
        TypeError,
        /^accelerate: model must be a tf\.LayersModel, received /,
      );
    }
  });

  it('refuses a model that is not compiled, and says what to do', () => {
    const sequential = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const functional = tf.model({inputs: sequential.inputs, outputs: sequential.outputs});
    for (const model of [tf.sequential(), sequential, functional]) {
      expect(() => accelerate(model)).to.throw(Error, /not compiled; call model\.compile\(\{optimizer, loss\}\) first/);
    }
    sequential.dispose();
  });

  it('refuses stateful layers by name, also those of models within', () => {
    const stateful = (name: string) =>
      tf.layers.lstm({units: 2, stateful: true, batchInputShape: [2, 3, 1], returnSequences: true, name});
    const flat = compiled(tf.sequential({layers: [stateful('first'), tf.layers.lstm({units: 1})]}));
    expect(() => accelerate(flat)).to.throw(Error, /^accelerate: the stateful layers first keep tensors/);
    const nested = compiled(
      tf.sequential({layers: [tf.sequential({layers: [stateful('second')]}), tf.layers.flatten()]}),
    );
    expect(() => accelerate(nested)).to.throw(Error, /second/);
    for (const model of [flat, nested]) {
      model.optimizer.dispose();
      model.dispose();
    }
  });

  it('refuses to accelerate twice, whichever of the two models of a Sequential it gets', () => {
    const model = compiled(tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]}));
    const undo = accelerate(model);
    const words = /accelerated already; call the function that accelerate returned first/;
    expect(() => accelerate(model)).to.throw(Error, words);
    expect(() => accelerate(trainedModel(model))).to.throw(Error, words);
    undo();
    accelerate(model)();
    model.optimizer.dispose();
    model.dispose();
  });
});

describe('refuseStateful', () => {
  it('refuses a stateful layer that is added after accelerate', async () => {
    const lstm = {units: 1, batchInputShape: [2, 3, 1], returnSequences: true};
    const model = compiled(tf.sequential({layers: [tf.layers.lstm(lstm)]}));
    const undo = accelerate(model);
    model.add(tf.layers.lstm({units: 1, returnSequences: true, stateful: true, name: 'late'}));
    model.optimizer.dispose();
    compiled(model);
    const [x, y] = [tf.ones([2, 3, 1]), tf.ones([2, 3, 1])];
    const refusal = await model.trainOnBatch(x, y).then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );
    expect(refusal).to.match(/the stateful layers late keep tensors/);
    undo();
    model.optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });

  it('finds layers in bidirectional ones', () => {
    const layer = tf.layers.lstm({units: 1, stateful: true, name: 'within'});
    const model = tf.sequential({
      layers: [tf.layers.bidirectional({layer, batchInputShape: [2, 3, 1]})],
    });
    expect(() => refuseStateful(model)).to.throw(Error, 'within');
    model.dispose();
  });
});

describe('allLayers', () => {
  it('lists layers within models and within wrappers', () => {
    const inner = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2], name: 'inner'})], name: 'model'});
    const outer = tf.sequential({layers: [inner, tf.layers.dense({units: 1, name: 'outer'})]});
    expect(allLayers(outer.layers).map(({name}) => name)).to.deep.equal(['model', 'inner', 'outer']);
    const wrapped = tf.layers.timeDistributed({
      inputShape: [4, 2],
      name: 'wrapper',
      layer: tf.layers.batchNormalization({name: 'wrapped'}),
    });
    const model = tf.sequential({layers: [wrapped]});
    expect(allLayers(model.layers).map(({name}) => name)).to.deep.equal(['wrapper', 'wrapped']);
    const both = tf.layers.bidirectional({inputShape: [4, 2], layer: tf.layers.gru({units: 1, name: 'gru'})});
    expect(allLayers([both]).map(({name}) => name)).to.include.members([both.name, 'forward_gru', 'backward_gru']);
    outer.dispose();
    model.dispose();
  });
});
