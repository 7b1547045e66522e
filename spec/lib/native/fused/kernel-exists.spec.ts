import {expect} from 'chai';
import {kernelExists} from '../../../../lib/native/fused/kernel-exists.ts';
import type {Binding} from '../../../../lib/native/binding.ts';
import {backendOrSkip} from './counting.ts';

describe('kernelExists', () => {
  it('tells kernels that TensorFlow has from those that it lacks', function () {
    const backend = backendOrSkip(this);
    for (const name of ['ResourceApplyAdam', 'ResourceApplyKerasMomentum', 'ResourceApplyAdamWithAmsgrad']) {
      expect(kernelExists(backend, name), name).to.equal(true);
    }
    expect(kernelExists(backend, 'ResourceApplyLion')).to.equal(false);
  });

  it('asks once', () => {
    let asked = 0;
    const binding = {
      executeOp: () => {
        asked++;
        throw new Error("'X' is neither a type of a primitive operation nor a name of a function");
      },
    } as unknown as Binding;
    const backend = {binding};
    expect([kernelExists(backend, 'X'), kernelExists(backend, 'X')]).to.deep.equal([false, false]);
    expect(asked).to.equal(1);
  });
});
