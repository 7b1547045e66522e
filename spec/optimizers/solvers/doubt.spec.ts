import {expect} from 'chai';
import type * as tf from '@tensorflow/tfjs';
import {Doubt} from '../../../optimizers/solvers/doubt.ts';
import type {PointAhead} from '../../../optimizers/solvers/flat-loss.ts';

/** A point with as many weights. */
const point = (value: number, norm: number, size = 2): PointAhead => ({
  x: {size} as tf.Tensor1D,
  gradient: {size} as tf.Tensor1D,
  value,
  norm,
  step: 1,
  slope: -1,
});
const many = {gradient: 1000, product: 0};
const few = {gradient: 8, product: 0};

describe('Doubt', () => {
  it('looks closer where the gradient is small beside the loss, and rests then', () => {
    const doubt = new Doubt(1e-3, point(100, 1));
    expect(doubt.isSmall(point(10, 0.011), many)).to.equal(false);
    expect(doubt.isSmall(point(10, 0.01), many)).to.equal(true);
    for (let i = 0; i < 4; i++) expect(doubt.isSmall(point(10, 0.01), many)).to.equal(false);
    expect(doubt.isSmall(point(10, 0.01), many)).to.equal(true);
    expect(doubt.isSmall(point(10, 0), many), 'a gradient of 0 at any time').to.equal(true);
  });

  it('looks closer early only where that costs little', () => {
    const doubt = new Doubt(1e-3, point(100, 1));
    expect(doubt.isSmall(point(10, 0.01, 30), few)).to.equal(false);
    expect(doubt.isSmall(point(10, 0.01, 1), few)).to.equal(true);
    const late = new Doubt(1e-3, point(100, 1));
    late.isStuck(point(10 + 9e-6, 0.02), point(10, 0.01));
    expect(late.isSmall(point(10, 0.01, 30), few), 'the last step lowered the loss by less than counts').to.equal(true);
  });

  it('takes as done what has less to go down than the loss tells', () => {
    const doubt = new Doubt(1e-3, point(100, 1));
    expect(doubt.isDone({value: 10}, 0.9e-5, false)).to.equal(true);
    expect(doubt.isDone({value: 10}, 1.1e-5, false)).to.equal(false);
    expect(doubt.isDone({value: 10}, 4.9e-5, true)).to.equal(true);
    expect(doubt.isDone({value: 10}, 5.1e-5, true)).to.equal(false);
    expect(new Doubt(1e-6, point(100, 1)).isDone({value: 10}, 1e-6, false), 'float32 has no more').to.equal(true);
  });

  it('takes a loss of nothing as done where the parabola takes most of it', () => {
    const doubt = new Doubt(1e-3, point(100, 1));
    expect(doubt.isDone({value: 1e-10}, 0.5e-10, false)).to.equal(true);
    expect(doubt.isDone({value: 1e-10}, 0.3e-10, false)).to.equal(false);
    expect(doubt.isDone({value: 1.1e-10}, 1.1e-10, false)).to.equal(false);
    expect(doubt.isDone({value: 1e-12}, 0.3e-12, true)).to.equal(true);
  });

  it('is stuck after eight steps without a lower loss or a flatter place', () => {
    const doubt = new Doubt(1e-3, point(100, 1));
    const idle = (): boolean => doubt.isStuck(point(10, 1), point(10, 1));
    expect(doubt.isStuck(point(11, 1), point(10, 1))).to.equal(false);
    for (let i = 0; i < 7; i++) expect(idle()).to.equal(false);
    expect(idle()).to.equal(true);
    expect(doubt.isStuck(point(10, 1), point(10, 0.9)), 'flatter').to.equal(false);
    for (let i = 0; i < 7; i++) expect(idle()).to.equal(false);
    expect(doubt.isStuck(point(10, 1), point(9, 1)), 'lower').to.equal(false);
  });
});
