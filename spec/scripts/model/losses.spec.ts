import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Dataset} from '../../../lib/data/index.ts';
import {modelLoss, outputKind} from '../../../lib/models/index.ts';
import {checkLoss, lossOfOutput, toldLoss, withTask} from '../../../scripts/model/losses.ts';

const data = (task: Dataset['task'], outputs: number) => ({task, name: 'table.csv', outputs}) as Dataset;
const ending = (units: number, activation?: 'softmax' | 'sigmoid' | 'tanh'): tf.Sequential =>
  tf.sequential({layers: [tf.layers.dense({units, inputShape: [2], ...(activation && {activation})})]});

const message = (run: () => void): string => {
  try {
    run();
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the loss of a model', () => {
  it('goes with the data and the last layer, where these leave no choice', () => {
    expect(lossOfOutput(ending(1), data('regression', 1))).to.equal('meanSquaredError');
    expect(lossOfOutput(ending(1, 'tanh'), data('regression', 1))).to.equal('meanSquaredError');
    expect(lossOfOutput(ending(3), data('classification', 3))).to.equal('softmaxCrossEntropy');
    expect(lossOfOutput(ending(3, 'softmax'), data('classification', 3))).to.equal('categoricalCrossentropy');
    expect(message(() => lossOfOutput(ending(1, 'sigmoid'), data('classification', 2)))).to.match(/give --loss/);
  });

  it('is told by a model that is compiled, or that was saved with it', () => {
    const model = ending(2);
    expect(toldLoss(model)).to.equal(null);
    model.setUserDefinedMetadata({loss: 'hinge'});
    expect(toldLoss(model)).to.equal('hinge');
    model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
    expect(toldLoss(model), 'what it is compiled with goes before').to.equal('meanSquaredError');
  });

  it('of logits is refused on probabilities and the other way round, and that of classes for numbers', () => {
    const [classes, numbers] = [data('classification', 2), data('regression', 1)];
    const checked = (loss: string, model: tf.LayersModel, of = classes) => message(() => checkLoss(loss, model, of));
    expect(checked('softmaxCrossEntropy', ending(2, 'softmax'))).to.match(
      /loss of logits.* ends with softmax: take categoricalCrossentropy/,
    );
    expect(checked('sigmoidCrossEntropy', ending(1, 'sigmoid'))).to.match(/take binaryCrossentropy/);
    expect(checked('categoricalCrossentropy', ending(2))).to.match(/loss of probabilities.*: take softmaxCrossEntropy/);
    expect(checked('binaryCrossentropy', ending(1))).to.match(/take sigmoidCrossEntropy/);
    expect(checked('hinge', ending(2))).to.match(/labels -1 and 1.*take categoricalHinge/);
    const shaped = tf.sequential({layers: [ending(4, 'softmax'), tf.layers.reshape({targetShape: [2, 2]})]});
    expect(checked('softmaxCrossEntropy', shaped)).to.match(/ends with softmax/);
    expect(checked('softmaxCrossEntropy', ending(1), numbers)).to.match(
      /targets of table.csv are numbers: take meanSquaredError/,
    );
    for (const [loss, model] of [
      ['softmaxCrossEntropy', ending(2)],
      ['categoricalCrossentropy', ending(2, 'softmax')],
      ['meanSquaredError', ending(2, 'softmax')],
    ] as const)
      expect(checked(loss, model), loss).to.equal('taken');
  });

  it('knows a softmax that is a layer of its own, and a model within', () => {
    const within = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2]}), tf.layers.softmax()]});
    expect(outputKind(within)).to.equal('softmax');
    expect(outputKind(tf.sequential({layers: [within]}))).to.equal('softmax');
    expect(outputKind(tf.sequential({layers: [tf.layers.reLU({inputShape: [2]})]}))).to.equal(null);
  });
});

describe('withTask', () => {
  const right = (
    loss: string,
    model: tf.LayersModel,
    of: Dataset,
    labels: number[][],
    predictions: number[][],
  ): number | null => {
    const {correct} = withTask(modelLoss('spec', loss), model, of);
    return correct ? tf.tidy(() => correct(tf.tensor2d(labels), tf.tensor2d(predictions)).dataSync()[0]!) : null;
  };

  it('counts the most probable class, whichever loss is descended', () => {
    const hot = [
      [1, 0],
      [0, 1],
      [1, 0],
    ];
    const answers = [
      [0.9, 0.1],
      [0.7, 0.3],
      [0.2, 0.8],
    ];
    for (const loss of ['softmaxCrossEntropy', 'meanSquaredError', 'categoricalHinge'])
      expect(right(loss, ending(2), data('classification', 2), hot, answers), loss).to.equal(1);
    expect(
      right('sparseCategoricalCrossentropy', ending(2, 'softmax'), data('classification', 2), [[0], [1], [0]], answers),
    ).to.equal(1);
  });

  it('counts one output from one half on, and a logit from zero on', () => {
    const [labels, predictions] = [
      [[0], [1], [1]],
      [[0.4], [0.3], [0.8]],
    ];
    expect(right('binaryCrossentropy', ending(1, 'sigmoid'), data('classification', 2), labels, predictions)).to.equal(
      2,
    );
    expect(
      right('sigmoidCrossEntropy', ending(1), data('classification', 2), labels, predictions),
      'all are above 0',
    ).to.equal(2);
    expect(right('sigmoidCrossEntropy', ending(1), data('classification', 2), labels, [[-1], [0.3], [0.1]])).to.equal(
      3,
    );
  });

  it('counts a logit from zero on though its shape is changed, and nothing where an own loss does not tell what the output is', () => {
    const shaped = tf.sequential({
      layers: [tf.layers.dense({units: 1, inputShape: [2]}), tf.layers.reshape({targetShape: [1]})],
    });
    const two = data('classification', 2);
    expect(right('sigmoidCrossEntropy', shaped, two, [[0], [1], [1]], [[-1], [0.3], [0.1]])).to.equal(3);
    expect(right('meanAbsoluteError', ending(1), two, [[0], [1], [1]], [[0.4], [0.3], [0.8]])).to.equal(2);
    const own = {name: 'own', of: (y: tf.Tensor, p: tf.Tensor) => tf.sub(y, p)};
    expect(withTask(own, ending(1), two, false)).not.to.have.property('correct');
    expect(withTask(own, ending(1, 'sigmoid'), two, false)).to.have.property('correct');
    expect(withTask(own, ending(2), two, false)).to.have.property('correct');
  });

  it('counts nothing of a regression', () => {
    expect(right('meanSquaredError', ending(1), data('regression', 1), [[1]], [[1]])).to.equal(null);
    expect(right('softmaxCrossEntropy', ending(2), data('regression', 2), [[1, 0]], [[1, 0]])).to.equal(null);
  });
});
