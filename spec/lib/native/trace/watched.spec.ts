import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {Recorder} from '../../../../lib/native/trace/recorder.ts';
import {watched, allowGatherCheck} from '../../../../lib/native/trace/watched.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../native-only.ts';
import {compile} from '../../../../lib/native/index.ts';

describe('watched', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leaves the backend as it was, also within another one and after an error', () => {
    const backend = nativeBackend()!;
    const {binding} = backend;
    const own = Object.keys(backend);
    const recorder = (): Recorder => new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    watched(backend, recorder(), () => {
      const outer = backend.binding;
      expect(outer).to.not.equal(binding);
      const write = Object.getOwnPropertyDescriptor(backend, 'write');
      watched(backend, recorder(), () => expect(backend.binding).to.not.equal(outer));
      expect(backend.binding).to.equal(outer);
      expect(Object.getOwnPropertyDescriptor(backend, 'write')).to.deep.equal(write);
    });
    expect(() =>
      watched(backend, recorder(), () => {
        throw new Error('mine');
      }),
    ).to.throw('mine');
    expect(backend.binding).to.equal(binding);
    expect(Object.keys(backend)).to.deep.equal(own);
  });

  it('lets constants be read, but no results', () => {
    const backend = nativeBackend()!;
    const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    tf.tidy(() => {
      watched(backend, recorder, () => {
        expect([...tf.tensor1d([1, 2]).dataSync()]).to.deep.equal([1, 2]);
        expect(recorder.refusal).to.equal(null);
        expect(() => tf.neg(tf.scalar(1)).dataSync()).to.throw('reads the data of a tensor');
      });
      expect(recorder.refusal).to.be.instanceOf(Error);
    });
  });
});

const kernel = (): unknown => tf.getKernel('GatherV2', 'tensorflow')?.kernelFunc;

describe('the check of indices in compiled functions', () => {
  before(function () {
    nativeOnly(this);
  });

  it('lets gathers and their gradients be compiled', () => {
    const before = kernel();
    const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    const fn = compile((indices: tf.Tensor1D) => {
      const {value, grad} = tf.valueAndGrad((x: tf.Tensor) => tf.sum(tf.square(tf.gather(x, indices))))(table);
      return [tf.gather(table, indices), value, grad];
    });
    tf.tidy(() => {
      for (const [a, b] of [
        [0, 2],
        [1, 1],
        [2, 0],
        [1, 2],
      ] as const) {
        const [rows, value, grad] = fn(tf.tensor1d([a, b], 'int32'));
        const row = (i: number): number[] => [2 * i + 1, 2 * i + 2];
        const expected = [...row(a), ...row(b)];
        expect([...rows!.dataSync()]).to.deep.equal(expected);
        expect(value!.dataSync()[0]).to.equal(expected.reduce((sum, each) => sum + each * each, 0));
        const count = (i: number): number => Number(a === i) + Number(b === i);
        const gradient = [0, 1, 2].flatMap((i) => row(i).map((each) => 2 * each * count(i)));
        expect([...grad!.dataSync()]).to.deep.equal(gradient);
      }
    });
    expect(kernel()).to.equal(before);
    fn.dispose();
    table.dispose();
  });

  it('refuses indices out of range, in recorded calls and in the graph', () => {
    const table = tf.tensor1d([1, 2, 3]);
    for (const good of [0, 1, 3]) {
      const before = kernel();
      const fn = compile((indices: tf.Tensor1D) => tf.gather(table, indices));
      tf.tidy(() => {
        for (let i = 0; i < good; i++) expect(fn(tf.tensor1d([2], 'int32')).dataSync()[0]).to.equal(3);
        for (const bad of [3, -1]) {
          expect(() => fn(tf.tensor1d([bad], 'int32'))).to.throw(Error, /indices|GatherV2/);
          expect(kernel()).to.equal(before);
        }
        for (let i = 0; i < 3; i++) expect(fn(tf.tensor1d([1], 'int32')).dataSync()[0]).to.equal(2);
      });
      fn.dispose();
    }
    table.dispose();
  });

  it('lets the kernel read, and the function nothing', () => {
    const table = tf.tensor1d([1, 2, 3]);
    const fn = compile((indices: tf.Tensor1D) => {
      tf.gather(table, indices);
      return tf.scalar(indices.dataSync()[0]!);
    });
    expect(() => tf.tidy(() => fn(tf.tensor1d([1], 'int32')))).to.throw('reads the data of a tensor');
    fn.dispose();
    table.dispose();
  });

  it('puts its kernel back, and reads while the kernel runs alone', () => {
    const before = kernel();
    let [depth, calls] = [0, 0];
    const reader = {
      whileReading<Result>(run: () => Result): Result {
        calls++;
        depth++;
        try {
          return run();
        } finally {
          depth--;
        }
      },
    };
    const undo = allowGatherCheck(reader);
    expect(kernel()).to.not.equal(before);
    tf.tidy(() => {
      expect(tf.gather(tf.tensor1d([5, 6]), [1]).dataSync()[0]).to.equal(6);
    });
    expect([calls, depth]).to.deep.equal([1, 0]);
    undo();
    expect(kernel()).to.equal(before);
  });
});

describe('allowGatherCheck without the native backend', () => {
  it('does nothing', function () {
    if (kernel() !== undefined) this.skip();
    const undo = allowGatherCheck({whileReading: (run) => run()});
    expect(kernel()).to.equal(undefined);
    undo();
    expect(kernel()).to.equal(undefined);
  });
});
