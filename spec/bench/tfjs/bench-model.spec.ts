import type * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {parameterShapes} from '../../../bench/parameter-shapes.ts';
import {buildExamples, benchModel, variablesOf} from '../../../bench/tfjs/bench-model.ts';
import {networks} from '../../../bench/works.ts';

describe('the models of npm run bench', () => {
  for (const [name, network] of Object.entries(networks)) {
    it(`take images and give logits: ${name}`, () => {
      const model = benchModel(network);
      expect(variablesOf(model).map(({shape}) => shape)).to.deep.equal(parameterShapes(network));
      const {x, y} = buildExamples(network, 4);
      const logits = model.apply(x) as tf.Tensor;
      expect(logits.shape).to.deep.equal([4, 10]).and.to.deep.equal(y.shape);
      const values = logits.dataSync();
      // Without an activation at the end there are values of both signs.
      expect(Math.min(...values)).to.be.below(0);
      expect(Math.max(...values)).to.be.above(0);
      model.dispose();
    });
  }
});
