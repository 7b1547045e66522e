import {expect} from 'chai';
import {classes, images, initialValues, symmetric, uniforms} from '../../../bench/tfjs/data.ts';

describe('the data of npm run bench', () => {
  it('are the numbers that NumPy gives for the other frameworks', () => {
    // Written by bench/peers/data.py with NumPy 2.
    expect([...uniforms(5, 3)]).to.deep.equal([
      0.08556128293275833, 0.6091431975364685, 0.3799665868282318, 0.615306556224823, 0.014736113138496876,
    ]);
    expect([...symmetric(3, 1000, 0.5)]).to.deep.equal([
      0.19822841882705688, -0.34318849444389343, -0.15162447094917297,
    ]);
    expect([...initialValues([3, 2], 1)]).to.deep.equal([
      -0.03277341276407242, -0.026018070057034492, 0.8137806057929993, 0.858515202999115, 0.651340663433075,
      -0.02935594506561756,
    ]);
  });

  it('are spread evenly and differ from stream to stream', () => {
    const [first, second] = [uniforms(10_000, 0), uniforms(10_000, 1)];
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    const product = first.reduce((sum, value, k) => sum + (value - 0.5) * (second[k]! - 0.5), 0) / first.length;
    expect(mean).to.be.closeTo(0.5, 0.01);
    expect(product).to.be.closeTo(0, 0.005);
  });

  it('start biases at zero', () => {
    expect([...initialValues([4], 1)]).to.deep.equal([0, 0, 0, 0]);
  });

  it('show the same image with different labels', () => {
    const [pixels, labels] = [images(32, 4), classes(32)];
    expect(pixels.slice(0, 4)).to.deep.equal(pixels.slice(64, 68));
    expect(pixels.slice(0, 4)).not.to.deep.equal(pixels.slice(4, 8));
    expect([labels[0], labels[16]]).to.deep.equal([0, 6]);
  });
});
