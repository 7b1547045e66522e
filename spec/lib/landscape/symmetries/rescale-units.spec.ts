import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {rescaleUnits} from '../../../../lib/landscape/index.ts';
import {leakFree, values} from '../support.ts';
import {convolutionModel, denseModel, normalisedModel, outputsAt, relativeDifference} from './models.ts';

describe('rescaleUnits', () => {
  leakFree();

  it('gives the same outputs through ReLU, leaky ReLU, pooling and flattening', () => {
    for (const [model, layers] of [
      [denseModel(1), ['one', 'two']],
      [convolutionModel(1), ['c1', 'c2', 'd1']],
    ] as const) {
      const before = outputsAt(model, model.getWeights());
      for (const layer of layers) {
        const units = model.getLayer(layer).outputShape.at(-1) as number;
        const factors = Array.from({length: units}, (_, unit) => 2 ** (unit - 2));
        const moved = rescaleUnits({model, layer, factors});
        expect(relativeDifference(before, outputsAt(model, moved)), layer).to.be.lessThan(1e-5);
        expect(values(moved)).not.to.deep.equal(values(model.getWeights()));
        tf.dispose(moved);
      }
      model.dispose();
    }
  });

  it('takes one factor for all units', () => {
    const model = denseModel(1);
    const moved = rescaleUnits({model, layer: 'one', factors: 4});
    const own = model.getWeights();
    for (const [i, factor] of [4, 4, 0.25, 1].entries())
      expect(values([moved[i]!])).to.deep.equal(values([own[i]!]).map((value) => value * factor));
    tf.dispose(moved);
    model.dispose();
  });

  it('refuses what would change the outputs', () => {
    const model = normalisedModel(1);
    for (const layer of ['one', 'two'])
      expect(() => rescaleUnits({model, layer, factors: 2})).to.throw(
        RangeError,
        new RegExp(`ReLU.*received "${layer}"`),
      );
    model.dispose();
    const plain = denseModel(1);
    expect(() => rescaleUnits({model: plain, layer: 'one', factors: [1]})).to.throw(
      RangeError,
      /each of 7 units, received 1/,
    );
    expect(() => rescaleUnits({model: plain, layer: 'one', factors: -1})).to.throw(
      RangeError,
      /factors\[0\].*> 0, received -1/,
    );
    plain.dispose();
  });
});
