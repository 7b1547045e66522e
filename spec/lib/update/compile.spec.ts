import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import '../../../lib/base/wording.ts';
import {compile, type CompileOptions} from '../../../lib/update/index.ts';

describe('compile', () => {
  const double = (x: tf.Tensor): tf.Tensor => tf.mul(x, 2);

  it('refuses options that there are not, and values that they cannot have, by name', () => {
    for (const [options, message] of [
      [{foo: 1}, 'compile: unknown option "foo"; the options are rewrite, xla'],
      [{xlaa: true}, 'compile: unknown option "xlaa"; did you mean "xla"?'],
      [{xla: 'yes'}, 'compile: xla must be true or false, received "yes"'],
      [{rewrite: 3}, 'compile: rewrite must be true or false, received 3'],
      [null, 'compile: options must be an object of rewrite, xla, received null'],
      [5, 'compile: options must be an object of rewrite, xla, received 5'],
    ] as const) {
      expect(() => compile(double, options as CompileOptions)).to.throw(TypeError, message);
    }
  });

  it('takes what may be left out', () => {
    for (const options of [undefined, {}, {rewrite: false}, {xla: undefined}] as CompileOptions[]) {
      const compiled = compile(double, options);
      expect(tf.tidy(() => [...compiled(tf.tensor1d([1, 2])).dataSync()])).to.deep.equal([2, 4]);
      compiled.dispose();
    }
  });
});
