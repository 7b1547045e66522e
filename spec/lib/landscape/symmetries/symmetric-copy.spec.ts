import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {normalizedDistance, symmetricCopy} from '../../../../lib/landscape/index.ts';
import {leakFree, values} from '../support.ts';
import {models, outputsAt, relativeDifference} from './models.ts';

describe('symmetricCopy', () => {
  leakFree();
  for (const [name, build] of Object.entries(models))
    it(`is far away in the weights of the ${name} stack and has the same outputs`, () => {
      const model = build(3);
      const own = model.getWeights();
      for (const scale of [1, 2]) {
        const copy = symmetricCopy({model, seed: 4, scale});
        expect(normalizedDistance(own, copy)).to.be.greaterThan(0.3);
        expect(relativeDifference(outputsAt(model, own), outputsAt(model, copy))).to.be.lessThan(1e-5);
        const again = symmetricCopy({model, seed: 4, scale});
        const other = symmetricCopy({model, seed: 5, scale});
        expect(values(again)).to.deep.equal(values(copy));
        expect(values(other)).not.to.deep.equal(values(copy));
        tf.dispose([copy, again, other]);
      }
      expect(() => symmetricCopy({model, scale: 0.5})).to.throw(RangeError, /scale.*>= 1/);
      model.dispose();
    });
});
