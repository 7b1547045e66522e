import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/compile/compile.ts';
import {whyNotRecorded} from '../../../../lib/native/trace/operations.ts';
import {UntraceableError} from '../../../../lib/native/graph/untraceable-error.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';
import {table} from '../compile/operations-table.ts';

/** The greatest difference, relative to the greatest value. */
function worst(actual: tf.Tensor, expected: tf.Tensor): number {
  const b = expected.dataSync();
  const scale = Math.max(1e-30, ...[...b].map(Math.abs));
  return Math.max(...[...actual.dataSync()].map((value, i) => Math.abs(value - b[i]!) / scale));
}

describe('operations', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, fn] of Object.entries(table)) {
    it(`${name} compile, and give the bits of eager execution, rewritten its numbers`, () => {
      const [exact, rewritten] = [compile(fn, {rewrite: false}), compile(fn)];
      tf.tidy(() => {
        for (let call = 0; call < 4; call++) {
          const x = tf.tensor4d(wave(call, 216), [2, 6, 6, 3]);
          const list = (result: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(result) ? result : [result]);
          const [expected, actual, near] = [list(fn(x)), list(exact(x)), list(rewritten(x))];
          expect(actual).to.have.length(expected.length);
          for (const [i, tensor] of actual.entries()) {
            expect(tensor.shape).to.deep.equal(expected[i]!.shape);
            expect(tensor.dtype).to.equal(expected[i]!.dtype);
            expect(tensor.dataSync(), `output ${i} of call ${call}`).to.deep.equal(expected[i]!.dataSync());
            expect(worst(near[i]!, expected[i]!)).to.be.lessThan(1e-6);
          }
        }
      });
      exact.dispose();
      rewritten.dispose();
    });
  }

  it('refuses by name an operation whose result has a shape that depends on the data', () => {
    const x = tf.tensor1d([1, 2, 1]);
    const fn = compile((y: tf.Tensor) => tf.unique(y).values);
    expect(() => fn(x)).to.throw(
      UntraceableError,
      'the operation UniqueV2 gives a result whose shape depends on the data',
    );
    x.dispose();
  });

  it('says of each operation that is not allowed what it does', () => {
    expect(whyNotRecorded('WriteScalarSummary')).to.match(
      /^the operation WriteScalarSummary writes a file, .*do it outside$/,
    );
    for (const name of ['DecodeJpeg', 'EncodePng'])
      expect(whyNotRecorded(name)).to.include(`${name} reads or writes a picture`);
    expect(whyNotRecorded('Where')).to.include('gives a result whose shape depends on the data');
    expect(whyNotRecorded('MatMul')).to.equal(null);
  });
});
