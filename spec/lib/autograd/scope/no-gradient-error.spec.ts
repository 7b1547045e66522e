import {expect} from 'chai';
import {noGradientError} from '../../../../lib/autograd/scope/no-gradient-error.ts';

describe('noGradientError', () => {
  it('names the operation, the input where it is one alone, and what to do', () => {
    const what = /^secondOrder: no gradient is known for Unique; write this part .*tf\.registerGradient/;
    expect(noGradientError('Unique').message).to.match(what);
    expect(noGradientError('CropAndResize', 'boxes').message).to.include(
      'is known for CropAndResize with respect to its input boxes; write',
    );
  });
});
