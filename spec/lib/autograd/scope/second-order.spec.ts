import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';

const methods = ['addTapeNode', 'clone', 'gradients', 'runKernel', 'runKernelFunc'];

/** The names of the engine's methods that are not its class's. */
const replaced = (): string[] => Object.getOwnPropertyNames(tf.engine()).filter((name) => methods.includes(name));

const nth = (f: (x: tf.Tensor) => tf.Tensor, order: number): ((x: tf.Tensor) => tf.Tensor) =>
  order === 0 ? f : (x) => tf.grad((y) => nth(f, order - 1)(y))(x);

const valueOf = (work: () => tf.Tensor): number => tf.tidy(() => secondOrder(work).dataSync()[0]!);

describe('secondOrder', () => {
  const [a, s, t] = [0.7, 1 / (1 + Math.exp(-0.7)), Math.tanh(0.7)];
  const derivatives: [string, (x: tf.Tensor) => tf.Tensor, number, number][] = [
    ['tanh', tf.tanh, -2 * t * (1 - t * t), (1 - t * t) * (6 * t * t - 2)],
    ['exp', tf.exp, Math.exp(a), Math.exp(a)],
    ['sigmoid', tf.sigmoid, s * (1 - s) * (1 - 2 * s), s * (1 - s) * (1 - 6 * s + 6 * s * s)],
    ['logSigmoid', tf.logSigmoid, -s * (1 - s), -s * (1 - s) * (1 - 2 * s)],
    ['softplus', tf.softplus, s * (1 - s), s * (1 - s) * (1 - 2 * s)],
    ['x^4', (x) => tf.pow(x, 4), 12 * a ** 2, 24 * a],
  ];
  for (const [name, f, second, third] of derivatives) {
    it(`gives the second and third derivative of ${name}`, () => {
      expect(valueOf(() => nth(f, 2)(tf.scalar(a)))).to.be.closeTo(second, 3e-6);
      expect(valueOf(() => nth(f, 3)(tf.scalar(a)))).to.be.closeTo(third, 1e-5 * Math.max(1, Math.abs(third)));
    });
  }

  it('is what makes them right', () => {
    const f = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.tanh(x));
    const exact = 2 * (1 - t * t) + a * (-2 * t * (1 - t * t));
    const plain = tf.tidy(() => nth(f, 2)(tf.scalar(a)).dataSync()[0]!);
    expect(Math.abs(plain - exact)).to.be.greaterThan(0.1);
    expect(valueOf(() => nth(f, 2)(tf.scalar(a)))).to.be.closeTo(exact, 1e-6);
  });

  it('differentiates what a custom gradient saves inside', () => {
    const f = tf.customGrad((x, save) => {
      const value = tf.exp(x as tf.Tensor);
      const middle = tf.mul(value, 3);
      (save as tf.GradSaveFunc)([middle]);
      return {value: tf.mul(value, 3), gradFunc: (dy: tf.Tensor, [m]: tf.Tensor[]) => tf.mul(dy, m!)};
    });
    expect(valueOf(() => nth(f, 2)(tf.scalar(a)))).to.be.closeTo(3 * Math.exp(a), 1e-5);
    expect(valueOf(() => nth(f, 3)(tf.scalar(a)))).to.be.closeTo(3 * Math.exp(a), 1e-5);
  });

  it('says zero where the second derivative is zero', () => {
    for (const f of [(x: tf.Tensor) => tf.mul(x, 3), tf.relu, tf.floor]) {
      expect(valueOf(() => nth(f, 2)(tf.scalar(a)))).to.equal(0);
    }
    const w = tf.variable(tf.scalar(2));
    const {value, grads} = secondOrder(() => tf.variableGrads(() => tf.sum(tf.grad((x) => tf.mul(x, 5))(w)), [w]));
    expect(grads[w.name]!.dataSync()[0]).to.equal(0);
    tf.dispose([value, grads, w]);
  });

  it('still refuses a first gradient of what does not depend on x', () => {
    expect(() => secondOrder(() => tf.grad(() => tf.scalar(1))(tf.scalar(2)))).to.throw(/Cannot compute gradient/);
  });

  it('undoes everything, also after an error, and nests', () => {
    const before = replaced();
    const gradient = tf.getGradient('MirrorPad');
    secondOrder(() => {
      expect(replaced()).to.include.members(methods);
      secondOrder(() => undefined);
      expect(replaced()).to.include.members(methods);
    });
    expect(replaced()).to.deep.equal(before);
    expect(() =>
      secondOrder(() => {
        throw new Error('mine');
      }),
    ).to.throw('mine');
    expect(replaced()).to.deep.equal(before);
    expect(tf.getGradient('MirrorPad')).to.equal(gradient);
  });

  it('leaks nothing when a function throws or is refused, and works afterwards', () => {
    const x = tf.tensor1d([1, 2]);
    const before = tf.memory().numTensors;
    const unknown = (y: tf.Tensor): tf.Tensor => tf.sum(tf.tanh(tf.unique(tf.tanh(y as tf.Tensor1D)).values));
    expect(() => secondOrder(() => tf.grad(tf.grad(unknown))(x))).to.throw(/no gradient is known for Unique; write/);
    const failing = (y: tf.Tensor): tf.Tensor => {
      tf.tanh(tf.exp(y));
      throw new Error('mine');
    };
    expect(() => secondOrder(() => tf.grad(tf.grad(failing))(x))).to.throw('mine');
    expect(tf.memory().numTensors).to.equal(before);
    expect(valueOf(() => nth(tf.tanh, 2)(tf.scalar(a)))).to.be.closeTo(-2 * t * (1 - t * t), 1e-6);
    expect(tf.memory().numTensors).to.equal(before);
    x.dispose();
  });

  it('works inside a gradient that is not its own', () => {
    const value = tf.tidy(
      () =>
        tf
          .grad((x) => secondOrder(() => tf.grad((y) => tf.pow(y, 3))(x)))(tf.scalar(2))
          .dataSync()[0],
    );
    expect(value).to.be.closeTo(12, 1e-4);
  });

  it('refuses a function that is not synchronous', () => {
    expect(() => secondOrder(async () => Promise.resolve(1))).to.throw(TypeError, /fn must be synchronous/);
  });
});
