import {expect} from 'chai';
import type {Binding} from '../../../../lib/native/binding.ts';
import {hasSeparateVariables} from '../../../../lib/native/fused/separate-variables.ts';
import {backendOrSkip} from './counting.ts';

/** A TensorFlow whose variables without a name are all the same one. */
function sharing(): Binding {
  let isAssigned = false;
  return {
    createTensor: () => 0,
    deleteTensor: () => {},
    tensorDataSync: () => [isAssigned ? 1 : 0],
    executeOp: (name: string) => {
      if (name === 'AssignVariableOp') isAssigned = true;
      return [{id: 0, shape: [], dtype: 1}];
    },
  } as unknown as Binding;
}

describe('hasSeparateVariables', () => {
  it('is true of the TensorFlow that runs', function () {
    expect(hasSeparateVariables(backendOrSkip(this))).to.equal(true);
  });

  it('is false where variables without a name are one, and where the operations are not there', () => {
    expect(hasSeparateVariables({binding: sharing()})).to.equal(false);
    const lacking = {
      executeOp: () => {
        throw new Error('no such operation');
      },
    } as unknown as Binding;
    expect(hasSeparateVariables({binding: lacking})).to.equal(false);
  });
});
