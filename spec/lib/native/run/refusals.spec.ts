import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {UntraceableError} from '../../../../lib/update/index.ts';
import {nativeOnly} from '../native-only.ts';

type Fn = (x: tf.Tensor) => unknown;

/** Calls a compiled function until it throws, three times at most. */
function refusalOf(fn: Fn): string {
  const compiled = compile(fn);
  const x = tf.tensor1d([0.5, 2, 1]);
  const before = tf.memory().numTensors;
  const {binding} = nativeBackend()!;
  try {
    for (let i = 0; i < 3; i++) {
      const result = compiled(x);
      if (result instanceof tf.Tensor) result.dispose();
    }
  } catch (error) {
    expect(error).to.be.instanceOf(UntraceableError);
    expect(nativeBackend()!.binding).to.equal(binding);
    expect(tf.memory().numTensors).to.equal(before);
    return (error as Error).message;
  } finally {
    compiled.dispose();
    x.dispose();
  }
  return 'not refused';
}

describe('what cannot be compiled', () => {
  before(function () {
    nativeOnly(this);
  });

  it('is a function that reads data', () => {
    expect(refusalOf((x) => tf.mul(x, x.dataSync()[0]!))).to.match(/reads the data of a tensor \(dataSync/);
    expect(refusalOf((x) => tf.mul(x, tf.sum(x).arraySync()))).to.match(/reads the data of a tensor/);
  });

  it('is a function that reads data and swallows the error, or does so asynchronously', () => {
    const swallowing = (x: tf.Tensor): tf.Tensor => {
      try {
        return tf.mul(x, x.dataSync()[0]!);
      } catch {
        return tf.neg(x);
      }
    };
    expect(refusalOf(swallowing)).to.match(/reads the data of a tensor/);
    const promises: Promise<unknown>[] = [];
    expect(
      refusalOf((x) => {
        promises.push(x.data().catch(() => null));
        return tf.neg(x);
      }),
    ).to.match(/reads the data of a tensor/);
  });

  it('is a function that returns a promise, a function or an object of a class', () => {
    expect(refusalOf((x) => Promise.resolve(x))).to.match(/the result is a promise/);
    expect(refusalOf(() => ({rate: () => 1}))).to.match(/the result\.rate is a function/);
    expect(refusalOf(() => [new Map()])).to.match(/the result\[0\] is an object of class Map/);
  });

  it('is a function with random numbers or a counter of JavaScript', () => {
    let count = 0;
    expect(refusalOf((x) => tf.mul(x, ++count))).to.match(
      /a value made in JavaScript changed from 1 to 2 .*tf\.Variable/,
    );
    expect(
      refusalOf((x) =>
        tf.mul(
          x,
          tf.rand([1], () => Math.random()),
        ),
      ),
    ).to.match(/a value made in JavaScript changed/);
    expect(refusalOf(() => ++count)).to.match(/the function returned 4 after 3/);
  });

  it('is a function that does other operations at the next call', () => {
    let count = 0;
    expect(refusalOf((x) => (count++ % 2 === 0 ? tf.neg(x) : tf.square(x)))).to.match(/issued Square in place of Neg/);
    expect(refusalOf((x) => (count++ % 2 === 0 ? tf.add(x, x) : tf.add(x, 1)))).to.match(/Const|inputs|operations/);
  });

  it('is a function that captures another tensor at the next call', () => {
    const captured = [tf.scalar(1), tf.scalar(2)];
    let count = 0;
    expect(refusalOf((x) => tf.add(x, captured[count++ % 2]!))).to.match(
      /a tensor captured from outside was another one/,
    );
    tf.dispose(captured);
  });

  it('is a function that keeps tensors or makes variables at every call', () => {
    const kept: tf.Tensor[] = [];
    const compiled = compile((x: tf.Tensor) => {
      kept.push(tf.keep(tf.neg(x)));
    });
    const x = tf.scalar(1);
    expect(() => compiled(x)).to.throw(UntraceableError, 'keeps 1 tensors alive that it does not return');
    const making = compile((y: tf.Tensor) => {
      kept.push(tf.variable(y));
    });
    expect(() => [0, 1, 2].map(() => making(x))).to.throw(UntraceableError, 'makes or removes variables at every call');
    tf.dispose([x, ...kept]);
  });

  it('is an argument that is a number or no plain value', () => {
    const compiled = compile((...args: unknown[]) => args.length);
    expect(() => compiled(1)).to.throw(UntraceableError, 'pass tensors, such as tf.scalar(number)');
    expect(() => compiled([{rate: -0.5}])).to.throw(UntraceableError, 'tf.scalar(number)');
    expect(() => compiled(new Date(0))).to.throw(UntraceableError, 'the arguments[0] is an object of class Date');
    expect(compiled('1', true, null, undefined)).to.equal(4);
  });

  it('passes the error of the function on, and leaves the backend as it was', () => {
    const {binding} = nativeBackend()!;
    const compiled = compile(() => {
      throw new RangeError('mine');
    });
    expect(() => compiled()).to.throw(RangeError, 'mine');
    expect(nativeBackend()!.binding).to.equal(binding);
    expect(Object.hasOwn(tf.backend(), 'write')).to.equal(false);
  });
});
