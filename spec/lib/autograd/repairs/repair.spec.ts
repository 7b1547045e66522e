import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type Backend, gradient, kernel} from '../../../../lib/autograd/repairs/repair.ts';
import {scopedTensors} from '../scoped.ts';

/** A kernel with this gradient: dx = factor dy. */
const times = (kernelName: string, factor: number): tf.GradConfig => ({
  kernelName,
  gradFunc: (dy) => ({x: () => tf.mul(dy as tf.Tensor, factor)}),
});

const slope = (): number =>
  tf.tidy(
    () =>
      tf
        .grad((x) => tf.square(x))(tf.scalar(3))
        .dataSync()[0]!,
  );

describe('gradient', () => {
  scopedTensors();

  it('takes the place of the registered one until it is undone', () => {
    const before = tf.getGradient(tf.Square);
    expect(slope()).to.equal(6);
    const undo = gradient(times(tf.Square, 10))();
    expect(slope()).to.equal(10);
    undo();
    expect(slope()).to.equal(6);
    expect(tf.getGradient(tf.Square)).to.equal(before);
  });

  it('leaves nothing where there was nothing', () => {
    const [name, config] = ['GradientOfNoKernel', times('GradientOfNoKernel', 1)];
    const undo = gradient(config)();
    expect(tf.getGradient(name)).to.equal(config);
    undo();
    expect(tf.getGradient(name)).to.equal(undefined);
  });

  it('leaves one that somebody registered since then', () => {
    const before = tf.getGradient(tf.Square);
    const undo = gradient(times(tf.Square, 10))();
    const theirs = times(tf.Square, 20);
    tf.registerGradient(theirs);
    undo();
    expect(tf.getGradient(tf.Square)).to.equal(theirs);
    expect(slope()).to.equal(20);
    tf.registerGradient(before);
  });

  it('can be put in place again', () => {
    const repair = gradient(times(tf.Square, 10));
    for (const _ of [1, 2]) {
      const undo = repair();
      expect(slope()).to.equal(10);
      undo();
      expect(slope()).to.equal(6);
    }
  });
});

describe('kernel', () => {
  scopedTensors();

  const square = (): number => tf.tidy(() => tf.square(tf.scalar(3)).dataSync()[0]!);
  const here = (): Backend => tf.getBackend() as Backend;

  /** The kernel of the value that is asked for, of x + 1. */
  const shifted =
    (original: tf.KernelFunc): tf.KernelFunc =>
    (call) => {
      const x = tf.add(call.inputs['x'] as tf.Tensor, 1);
      const y = original({...call, inputs: {x}});
      x.dispose();
      return y;
    };

  it('wraps the one that is registered until it is undone', () => {
    const before = tf.getKernel(tf.Square, here());
    const undo = kernel(tf.Square, shifted)();
    expect(square()).to.equal(16);
    expect(tf.getKernel(tf.Square, here())).to.include({kernelName: tf.Square, backendName: here()});
    undo();
    expect(square()).to.equal(9);
    expect(tf.getKernel(tf.Square, here())).to.equal(before);
  });

  it('wraps on the backends that have it and are named', () => {
    const has = (['tensorflow', 'wasm', 'cpu'] as const).filter((name) => Boolean(tf.getKernel(tf.Square, name)));
    const wrapped: Backend[] = [];
    const wrap = (original: tf.KernelFunc, backend: Backend): tf.KernelFunc => {
      wrapped.push(backend);
      expect(original).to.equal(befores.get(backend));
      return original;
    };
    const befores = new Map(has.map((name) => [name, tf.getKernel(tf.Square, name).kernelFunc]));
    kernel(tf.Square, wrap)()();
    expect(wrapped).to.deep.equal(has).and.to.include(here());
    kernel(tf.Square, wrap, [here()])()();
    expect(wrapped).to.deep.equal([...has, here()]);
    const undo = kernel(tf.Square, shifted, [])();
    expect(square()).to.equal(9);
    undo();
    kernel('NoSuchKernel', wrap)()();
    expect(wrapped.length).to.equal(has.length + 1);
  });

  it('nests: the outer wraps the inner, undone in reverse', () => {
    const [inner, outer] = [kernel(tf.Square, shifted), kernel(tf.Square, shifted)];
    const undoInner = inner();
    const undoOuter = outer();
    expect(square()).to.equal(25);
    undoOuter();
    expect(square()).to.equal(16);
    undoInner();
    expect(square()).to.equal(9);
  });

  it('leaves one that somebody registered since then', () => {
    const before = tf.getKernel(tf.Square, here());
    const undo = kernel(tf.Square, shifted, [here()])();
    const theirs = {...before};
    tf.unregisterKernel(tf.Square, here());
    tf.registerKernel(theirs);
    undo();
    expect(tf.getKernel(tf.Square, here())).to.equal(theirs);
    tf.unregisterKernel(tf.Square, here());
    tf.registerKernel(before);
  });
});
