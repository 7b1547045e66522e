import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {initialSlot, kindsFor, slotShape, slotVariable} from '../../../optimizers/base/slot-variable.ts';

describe('slotVariable', () => {
  it('is not trainable, outlives tf.tidy, and never takes a name', () => {
    const before = tf.memory().numTensors;
    const slots = tf.tidy(() => [slotVariable(tf.ones([2])), slotVariable(tf.zeros([]))]);
    const next = slots[1]!.name.replace(/\d+$/, (count) => String(Number(count) + 1));
    const user = tf.tidy(() => tf.variable(tf.zeros([]), true, next));
    const third = tf.tidy(() => slotVariable(tf.zeros([])));
    expect(slots[0]!.trainable).to.be.false;
    expect([...slots[0]!.dataSync()]).to.deep.equal([1, 1]);
    expect(new Set([...slots, user, third].map(({name}) => name)).size).to.equal(4);
    tf.dispose([...slots, user, third]);
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('initialSlot', () => {
  it('starts from 0, from a number, or from a tensor made of the variable, in the shape of the kind', () => {
    const w = tf.tidy(() =>
      tf.variable(
        tf.tensor2d([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    );
    const {numTensors} = tf.memory();
    const rows = {name: 'rows', shape: ({shape}: tf.Variable) => shape.slice(0, 1), initial: 0.5};
    const slots = [
      initialSlot({name: 'm'}, w),
      initialSlot(rows, w),
      initialSlot({name: 'copy', initial: (variable) => variable.mul(2)}, w),
    ];
    expect(slotShape(rows, w)).to.deep.equal([3]);
    expect(slots.map((slot) => [...slot.dataSync()])).to.deep.equal([
      [0, 0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5],
      [2, 4, 6, 8, 10, 12],
    ]);
    expect(tf.memory().numTensors).to.equal(numTensors + 3);
    tf.dispose([w, ...slots]);
  });
});

describe('kindsFor', () => {
  it('are all but those that say they are for other variables', () => {
    const kinds = [{name: 'all'}, {name: 'matrices', isFor: ({rank}: tf.Variable) => rank === 2}];
    const [vector, matrix] = tf.tidy(() => [tf.variable(tf.ones([2])), tf.variable(tf.ones([2, 2]))]);
    expect(kindsFor(kinds, vector).map(({name}) => name)).to.deep.equal(['all']);
    expect(kindsFor(kinds, matrix).map(({name}) => name)).to.deep.equal(['all', 'matrices']);
    tf.dispose([vector, matrix]);
  });
});
