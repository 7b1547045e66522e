import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {listGradients} from '../../../optimizers/base/gradients.ts';

describe('listGradients', () => {
  let kernel: tf.Variable;
  let bias: tf.Variable;
  let two: tf.Tensor;

  beforeEach(() => {
    kernel = tf.tidy(() => tf.variable(tf.zeros([2]), true, 'gradients/kernel'));
    bias = tf.tidy(() => tf.variable(tf.zeros([]), true, 'gradients/bias'));
    two = tf.ones([2]);
  });

  afterEach(() => tf.dispose([kernel, bias, two]));

  it('brings the array and the map form into one list, in their order', () => {
    const one = tf.scalar(1);
    const expected = [
      {variable: bias, gradient: one},
      {variable: kernel, gradient: two},
    ];
    const list = listGradients([
      {name: bias.name, tensor: one},
      {name: kernel.name, tensor: two},
    ]);
    for (const given of [list, listGradients({[bias.name]: one, [kernel.name]: two})]) {
      expect(given.map(({variable}) => variable.name)).to.deep.equal([bias.name, kernel.name]);
      for (const [i, {variable, gradient}] of given.entries()) {
        expect(variable === expected[i]!.variable).to.be.true;
        expect(gradient === expected[i]!.gradient).to.be.true;
      }
    }
    one.dispose();
  });

  it('takes null and undefined for no gradient, in both forms', () => {
    const given = [
      listGradients([
        {name: bias.name, tensor: null},
        {name: kernel.name, tensor: undefined},
      ]),
      listGradients({[bias.name]: null, [kernel.name]: undefined}),
    ];
    for (const list of given) expect(list.map(({gradient}) => gradient)).to.deep.equal([null, null]);
    expect(listGradients([{name: 'gone', tensor: null}])).to.deep.equal([]);
  });

  it('refuses what does not belong together, by name', () => {
    const gone = tf.ones([2]);
    gone.dispose();
    const whole = tf.ones([2], 'int32');
    const cases: [unknown, typeof Error, RegExp][] = [
      [undefined, TypeError, /gradients must be \{name: gradient\} or \[.*received undefined/],
      [two, TypeError, /received an object of class Tensor/],
      [new Map([['gradients/kernel', two]]), TypeError, /received an object of class Map/],
      [[two], TypeError, /gradients\[0\] must be \{name, tensor: gradient\}, received an object of class Tensor/],
      [[['gradients/kernel', two]], TypeError, /gradients\[0\] must be \{name, tensor: gradient\}/],
      [[{name: 'gradients/kernel', tensor: two}, null], TypeError, /gradients\[1\] must be .* received null/],
      [
        {'gradients/kernal': two},
        RangeError,
        /no variable is named "gradients\/kernal"; did you mean "gradients\/kernel"/,
      ],
      [{toString: two}, RangeError, /no variable is named "toString"/],
      [
        {'gradients/bias': two},
        RangeError,
        /"gradients\/bias" must be float32 of shape \[\] .* received float32 of shape \[2\]/,
      ],
      [{'gradients/kernel': whole}, RangeError, /received int32 of shape \[2\]/],
      [{'gradients/kernel': 1}, TypeError, /must be a tensor, received 1/],
      [{'gradients/kernel': gone}, RangeError, /is disposed/],
      [[0, 1].map(() => ({name: 'gradients/kernel', tensor: two})), RangeError, /more than one gradient/],
    ];
    for (const [gradients, kind, message] of cases)
      expect(() => listGradients(gradients as never)).to.throw(kind, message);
    whole.dispose();
  });
});
