import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {passesOf, programText} from '../../../../lib/native/fused/program-text.ts';
import {recordEquation} from '../../../../lib/update/record-equation.ts';
import type {UpdatePlan} from '../../../../lib/update/index.ts';

/** The text of an equation of a variable of six elements and a slot. */
function textOf(equation: UpdatePlan['equation'], numbers: Record<string, number> = {rate: 0.5}): string {
  const [variable, m] = tf.tidy(() => [tf.variable(tf.zeros([2, 3])), tf.variable(tf.zeros([2, 3]))]);
  const {program} = recordEquation({equation, numbers}, {variable, slots: {m}}, false);
  tf.dispose([variable, m]);
  return programText(program!);
}

describe('programText', () => {
  it('is one pass for an equation without sums', () => {
    const text = textOf(({value, gradient, slots, coefficients: {rate}}) => {
      const m = tf.add(slots['m']!, gradient);
      return {value: tf.sub(value, tf.mul(m, rate!.scalar)), slots: {m}};
    });
    expect(text).to.equal('2 1||add s1 s2;mul v0 n0;sub s0 v1;=0 v2;=1 v0');
    expect(passesOf(text)).to.deep.equal(['add s1 s2;mul v0 n0;sub s0 v1;=0 v2;=1 v0']);
  });

  it('finds what is of numbers alone first, and copies what is handed on', () => {
    const text = textOf(({value, gradient, coefficients: {rate}}) => ({
      value: tf.mul(value, tf.sub(1, rate!.scalar)),
      slots: {m: gradient},
    }));
    expect(text).to.equal('2 2|sub n1 n0|mul s0 n2;copy s2;=0 v0;=1 v1');
  });

  it('takes a pass for each sum on the way, and numbers of sums between', () => {
    const text = textOf(({value, gradient, coefficients: {rate}}) => {
      const centred = tf.sub(gradient, tf.mean(gradient));
      const norm = tf.sqrt(tf.sum(tf.square(centred)));
      return {value: tf.sub(value, tf.mul(tf.div(centred, norm), rate!.scalar))};
    });
    expect(text).to.equal(
      [
        '2 2',
        '',
        'sum s2',
        'div n2 n1',
        'sub s2 n3;square v0;sum v1',
        'sqrt n4',
        'sub s2 n3;div v0 n5;mul v1 n0;sub s0 v2;=0 v3',
      ].join('|'),
    );
    expect(passesOf(text)).to.have.length(3);
  });
});
