import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {Surroundings} from '../../../../lib/native/trace/surroundings.ts';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {nativeOnly} from '../native-only.ts';

/** What a call without arguments finds around it. */
function found(fn: () => tf.Tensor): Surroundings {
  const backend = nativeBackend()!;
  const {made, trace} = traceCall(backend, fn, flattenTree([], 'nothing'), false);
  tf.dispose(made);
  return new Surroundings(backend, trace);
}

describe('Surroundings', () => {
  before(function () {
    nativeOnly(this);
  });

  it('are the same until a variable is frozen, and again once it is thawed', () => {
    const [read, written, other] = [1, 2, 3].map((value) => tf.variable(tf.scalar(value)));
    const look = (): Surroundings =>
      found(() => {
        written!.assign(tf.neg(read!));
        return tf.scalar(0);
      });
    const surroundings = look();
    for (const variable of [read!, written!]) {
      variable.trainable = false;
      expect(surroundings.isSame).to.equal(false);
      expect(surroundings.isGone).to.equal(false);
      expect(look().form).to.not.equal(surroundings.form);
      variable.trainable = true;
      expect(surroundings.isSame).to.equal(true);
      expect(look().form).to.equal(surroundings.form);
    }
    other!.trainable = false;
    expect(surroundings.isSame).to.equal(true);
    tf.dispose([read!, written!, other!]);
    expect(surroundings.isGone).to.equal(true);
  });

  it('are gone with any of the variables and tensors that a call used or handed through', () => {
    for (const which of [0, 1, 2]) {
      const variable = tf.variable(tf.scalar(1));
      const [captured, returned] = [tf.scalar(2), tf.scalar(3)];
      const surroundings = found(() => [tf.add(variable, captured), returned] as unknown as tf.Tensor);
      expect([surroundings.isSame, surroundings.isGone]).to.deep.equal([true, false]);
      [variable, captured, returned][which]!.dispose();
      expect([surroundings.isSame, surroundings.isGone]).to.deep.equal([false, true]);
      tf.dispose([variable, captured, returned]);
    }
  });
});
