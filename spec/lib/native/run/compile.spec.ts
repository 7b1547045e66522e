import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly, wave} from '../native-only.ts';

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe('what compile is given', () => {
  it('is a function; for a model the message names the right call', () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    expect(() => compile(model as never)).to.throw(
      TypeError,
      /^compile: fn must be a function of tensors, received an object of class Sequential; .* accelerate\(model\)$/,
    );
    model.dispose();
  });

  it('has its variables as tensors, and no this', () => {
    const seen: unknown[] = [];
    const holder = {
      f: compile(function (this: unknown, x: tf.Tensor) {
        seen.push(this);
        return tf.mul(x, 10);
      }),
    };
    const [v, w] = [1, 100].map((value) => tf.variable(tf.scalar(value))) as [tf.Variable, tf.Variable];
    tf.tidy(() => {
      const results = [v, v, w, v, w].map((one) => holder.f(one).dataSync()[0]);
      expect(results).to.deep.equal([10, 10, 1000, 10, 1000]);
    });
    expect(new Set(seen)).to.deep.equal(new Set([undefined]));
    holder.f.dispose();
    tf.dispose([v, w]);
  });
});

describe('compile', () => {
  before(function () {
    nativeOnly(this);
  });

  it('runs the function itself twice, then the graph, with the same results', () => {
    let calls = 0;
    const fn = compile((x: tf.Tensor, y: tf.Tensor) => {
      calls++;
      return {sum: tf.add(x, y), both: [tf.mul(x, y), null, 'text']};
    });
    tf.tidy(() => {
      for (let i = 0; i < 5; i++) {
        const {sum, both} = fn(tf.tensor1d([i, 2]), tf.scalar(3));
        expect(numbers(sum)).to.deep.equal([i + 3, 5]);
        expect(numbers(both[0] as tf.Tensor)).to.deep.equal([3 * i, 6]);
        expect(both.slice(1)).to.deep.equal([null, 'text']);
      }
    });
    expect(calls).to.equal(2);
    fn.dispose();
  });

  it('hands through arguments, variables, captured tensors and constants', () => {
    const w = tf.variable(tf.scalar(4));
    const captured = tf.scalar(5);
    const fn = compile((x: tf.Tensor) => [x, w, captured, tf.scalar(6), tf.ones([40, 40])] as const);
    tf.tidy(() => {
      for (let i = 0; i < 4; i++) {
        const result = fn(tf.scalar(i));
        expect(result.slice(0, 4).map((tensor) => numbers(tensor)[0])).to.deep.equal([i, 4, 5, 6]);
        expect(result[1]).to.equal(w);
        expect(numbers(result[4])).to.deep.equal(Array.from({length: 1600}, () => 1));
      }
    });
    expect(captured.isDisposed).to.equal(false);
    fn.dispose();
    tf.dispose([w, captured]);
  });

  it('compiles gradients and second gradients', () => {
    const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.pow(tf.mul(x, x), 2));
    const second = (x: tf.Tensor): tf.Tensor => tf.grad((y: tf.Tensor) => tf.sum(tf.grad(loss)(y)))(x);
    const fn = compile((x: tf.Tensor) => [tf.grad(loss)(x), second(x)]);
    tf.tidy(() => {
      for (const x of [1, 2, 3, -2]) {
        const [first, other] = fn(tf.tensor1d([x, 0.5]));
        expect(numbers(first!)).to.deep.equal([4 * x ** 3, 0.5]);
        expect(numbers(other!)).to.deep.equal([12 * x ** 2, 3]);
      }
    });
    fn.dispose();
  });

  it('compiles a layers model with its loss', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [8, 8, 1],
          filters: 3,
          kernelSize: 3,
          activation: 'relu',
          kernelInitializer: 'ones',
        }),
        tf.layers.maxPooling2d({poolSize: 2}),
        tf.layers.flatten(),
        tf.layers.dense({units: 4, activation: 'softmax', kernelInitializer: 'ones'}),
      ],
    });
    const weights = model.getWeights().map(({shape}, i) => tf.tensor(wave(i + 1, tf.util.sizeFromShape(shape)), shape));
    model.setWeights(weights);
    const target = tf.oneHot(tf.tensor1d([0, 3], 'int32'), 4);
    const loss = (x: tf.Tensor): tf.Scalar =>
      tf.metrics.categoricalCrossentropy(target, model.apply(x) as tf.Tensor).mean();
    const fn = compile((x: tf.Tensor) => tf.variableGrads(() => loss(x)));
    tf.tidy(() => {
      for (let call = 0; call < 4; call++) {
        const x = tf.tensor4d(wave(call, 128), [2, 8, 8, 1]);
        const [actual, expected] = [fn(x), tf.variableGrads(() => loss(x))];
        expect(numbers(actual.value)[0]).to.be.closeTo(numbers(expected.value)[0]!, 1e-6);
        const names = Object.keys(expected.grads);
        expect(names).to.have.length(4);
        for (const name of names) {
          const difference = tf.max(tf.abs(tf.sub(actual.grads[name]!, expected.grads[name]!)));
          expect(numbers(difference)[0]).to.be.lessThan(1e-6);
          expect(numbers(tf.max(tf.abs(expected.grads[name]!)))[0]).to.be.greaterThan(1e-4);
        }
      }
    });
    fn.dispose();
    model.dispose();
    tf.dispose([weights, target]);
  });

  it('runs as it is inside a gradient, and becomes part of another compiled function', () => {
    const inner = compile((x: tf.Tensor) => tf.square(x));
    const outer = compile((x: tf.Tensor) => tf.add(inner(x), 1));
    tf.tidy(() => {
      for (const x of [1, 2, 3, 4]) {
        expect(numbers(inner(tf.scalar(x)))).to.deep.equal([x * x]);
        expect(numbers(outer(tf.scalar(x)))).to.deep.equal([x * x + 1]);
        expect(numbers(tf.grad((y: tf.Tensor) => inner(y))(tf.scalar(x)))).to.deep.equal([2 * x]);
      }
    });
    inner.dispose();
    outer.dispose();
  });

  it('records anew after dispose', () => {
    const fn = compile((x: tf.Tensor) => tf.neg(x));
    tf.tidy(() => {
      for (let i = 0; i < 8; i++) {
        expect(numbers(fn(tf.scalar(i)))).to.deep.equal([-i]);
        if (i === 3) fn.dispose();
      }
    });
    fn.dispose();
  });
});

describe('compile on other backends', () => {
  it('returns the plain function with a dispose that does nothing', function () {
    if (nativeBackend() !== null) this.skip();
    let calls = 0;
    const fn = compile((x: tf.Tensor) => {
      calls++;
      return tf.square(x);
    });
    for (let i = 0; i < 4; i++) expect(tf.tidy(() => numbers(fn(tf.scalar(i))))).to.deep.equal([i * i]);
    expect(calls).to.equal(4);
    fn.dispose();
  });
});
