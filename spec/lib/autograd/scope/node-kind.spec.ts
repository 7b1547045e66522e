import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nodeKind} from '../../../../lib/autograd/scope/node-kind.ts';

describe('nodeKind', () => {
  it('tells steps, whole numbers and truth values from functions and copies', () => {
    const outputs = [tf.scalar(1), tf.scalar(1, 'int32'), tf.scalar(true)] as const;
    expect(nodeKind('Step', [outputs[0]])).to.equal('constant');
    expect(nodeKind('Cast', [outputs[1]])).to.equal('constant');
    expect(nodeKind('Greater', [outputs[2]])).to.equal('constant');
    expect(nodeKind('TopK', [outputs[0], outputs[1]])).to.equal('function');
    expect(nodeKind('Identity', [outputs[0]])).to.equal('alias');
    tf.dispose([...outputs]);
  });
});
