import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type Measurement, plane, randomPlane} from '../../../../lib/landscape/index.ts';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {digits, disposeSets, leakFree, rejection, values, variable} from '../support.ts';

describe('plane', () => {
  leakFree();

  it('gives the exact paraboloid of a quadratic on a grid that is not square, zero and negative losses too', async () => {
    const w = variable([9, 9, 9]);
    const origin = [tf.tensor1d([1, -1, 0])];
    const directions = [[tf.tensor1d([2, 0, 0])], [tf.tensor1d([1, 0, 4])]];
    const evaluate = (): number => tf.tidy(() => tf.sum(tf.square(w)).sub(2).dataSync()[0]!);
    const surface = await plane({variables: [w], origin, directions, x: [-1, -0.5, 0, 0.5, 1], y: '0:1:3', evaluate});
    // |(1 + 2x + y, -1, 4y)|^2 - 2
    const exact = [0, 0.5, 1].map((y) => [-1, -0.5, 0, 0.5, 1].map((x) => (1 + 2 * x + y) ** 2 + 16 * y * y - 1));
    expect(surface.loss).to.deep.equal(exact);
    expect(exact.flat()).to.include.members([0, -1]);
    expect(surface).to.deep.include({x: [-1, -0.5, 0, 0.5, 1], y: [0, 0.5, 1], batchNorm: null});
    expect(values([w])).to.deep.equal([9, 9, 9]);
    tf.dispose([w, origin, directions]);
  });

  it('goes along one direction alone', async () => {
    const w = variable([0, 0]);
    const directions = [[tf.tensor1d([1, 2])]];
    const evaluate = () => ({loss: w.dataSync()[1]!, other: 1});
    const {loss, y, measurements} = await plane({variables: [w], directions, x: [-1, 0, 2], evaluate});
    expect({loss, y}).to.deep.equal({loss: [[-2, 0, 4]], y: [0]});
    expect(measurements[0]![2]).to.deep.equal({loss: 4, other: 1});
    tf.dispose([w, directions]);
  });

  it('measures a network as the network itself does, in groups', async () => {
    const {data, test} = digits();
    const model = mlp({inputs: 6, widths: [5], classes: 3, seed: 1});
    const random = randomPlane({model, seed: 3, oneDimensional: 'normalize'});
    const [x, y] = [
      [-1, 0.25, 1],
      [-0.5, 0, 0.5, 1, 2, 3, 4],
    ];
    const {loss, measurements} = await plane({model, ...random, x, y, data, test});
    expect(loss.map((row) => row.length)).to.deep.equal(y.map(() => 3));
    const own = model.getWeights().map((weight) => tf.clone(weight));
    for (const [j, v] of y.entries()) {
      for (const [i, u] of x.entries()) {
        const expected = tf.tidy(() => {
          const [d1, d2] = random.directions;
          model.setWeights(own.map((weight, k) => tf.add(weight, tf.add(tf.mul(d1[k]!, u), tf.mul(d2[k]!, v)))));
          return softmaxCrossEntropy(data.y, model.predict(data.x) as tf.Tensor).dataSync()[0]!;
        });
        expect(loss[j]![i], `${u}, ${v}`).to.be.closeTo(expected, 1e-5 * Math.max(1, expected));
      }
    }
    expect(new Set(loss.flat()).size).to.equal(21);
    expect(measurements[0]![0]!['testAccuracy']).to.be.within(0, 1);
    disposeSets(data, test);
    tf.dispose([random.origin, ...random.directions, own]);
    model.dispose();
  });

  it('goes on with the same bits', async () => {
    const {data, test} = digits();
    const model = mlp({inputs: 6, widths: [5], classes: 3, seed: 1});
    const random = randomPlane({model, seed: 3});
    const options = {model, ...random, x: '-1:1:9', y: '-1:1:5', data};
    const whole = await plane(options);
    const done = new Map<number, Measurement>();
    const broken = plane({
      ...options,
      onPoints: (points) => {
        for (const {index, measurement} of points) done.set(index, measurement);
        if (done.size > 20) throw new Error('killed');
      },
    });
    expect(await rejection(broken)).to.equal('Error: killed');
    expect(done.size).to.be.within(21, 44);
    expect(await plane({...options, done})).to.deep.equal(whole);
    disposeSets(data, test);
    tf.dispose([random.origin, ...random.directions]);
    model.dispose();
  });

  it('says what does not fit', async () => {
    const w = variable([0]);
    const directions = [[tf.tensor1d([1])]];
    const options = {variables: [w], directions, evaluate: () => 1};
    for (const [change, message] of [
      [{directions: []}, /^RangeError: plane: directions must be one or two.*received 0/],
      [{y: [1]}, /^RangeError: plane: y must be left out/],
      [{x: '1:2'}, /^RangeError: plane: x: range/],
      [{origin: []}, /^RangeError: plane: origin must have one tensor/],
      [{directions: [[w], []]}, /^RangeError: plane: directions\[1\] must have/],
      [{z: 1}, /^TypeError: .*z/],
    ] as const)
      expect(await rejection(plane({...options, ...(change as object)}))).to.match(message);
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    expect(await rejection(plane(model as never))).to.match(
      /^TypeError: plane: options must be an object of .*received an object of class Sequential/,
    );
    model.dispose();
    tf.dispose([w, directions]);
  });
});
