import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/compile/compile.ts';
import {dataDependent, notAllowed} from '../../../../lib/native/compile/operations.ts';
import {UntraceableError} from '../../../../lib/native/graph/untraceable-error.ts';
import {nativeOnly, wave} from './native-only.ts';
import {table} from './operations-table.ts';

/** In a graph oneDNN computes these by kernels of its own, whose last bit differs. */
const rounded: ReadonlySet<string> = new Set(['sigmoid and softmax', 'normalisation']);

function worst(actual: tf.Tensor, expected: tf.Tensor): number {
  const b = expected.dataSync();
  return Math.max(
    ...[...actual.dataSync()].map((value, i) => Math.abs(value - b[i]!) / Math.max(Math.abs(b[i]!), 0.01)),
  );
}

describe('operations', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, fn] of Object.entries(table)) {
    it(`${name} compile, and give the ${rounded.has(name) ? 'numbers' : 'bits'} of eager execution`, () => {
      const compiled = compile(fn);
      tf.tidy(() => {
        for (let call = 0; call < 4; call++) {
          const x = tf.tensor4d(wave(call, 216), [2, 6, 6, 3]);
          const [expected, actual] = [fn(x), compiled(x)].map((each) => (Array.isArray(each) ? each : [each]));
          expect(actual).to.have.length(expected!.length);
          for (const [i, tensor] of actual!.entries()) {
            expect(tensor.shape).to.deep.equal(expected![i]!.shape);
            expect(tensor.dtype).to.equal(expected![i]!.dtype);
            if (rounded.has(name)) expect(worst(tensor, expected![i]!)).to.be.lessThan(1e-6);
            else expect(tensor.dataSync(), `output ${i} of call ${call}`).to.deep.equal(expected![i]!.dataSync());
          }
        }
      });
      compiled.dispose();
    });
  }

  it('refuses by name an operation whose result has a shape that depends on the data', () => {
    expect(dataDependent.has('UniqueV2')).to.equal(true);
    const x = tf.tensor1d([1, 2, 1]);
    const fn = compile((y: tf.Tensor) => tf.unique(y).values);
    expect(() => fn(x)).to.throw(
      UntraceableError,
      'the operation UniqueV2 gives a result whose shape depends on the data',
    );
    x.dispose();
  });

  it('says of each operation that is not allowed what it does', () => {
    expect([...notAllowed.values()].every((words) => /^(?:writes|reads)/.test(words))).to.equal(true);
  });
});
