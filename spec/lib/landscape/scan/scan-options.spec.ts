import {expect} from 'chai';
import {interpolate, plane} from '../../../../lib/landscape/index.ts';
import {asGiven, option} from '../../../../lib/base/options.ts';
import {scanTable} from '../../../../lib/landscape/scan/scan-options.ts';
import {rejection} from '../support.ts';

describe('scanTable', () => {
  const common = 'evaluate, loss, data, test, batchNorm, done, onPoints, signal';

  it('puts the options that say where between those of the weights and those of the points', () => {
    const where = {x: option(asGiven, 'along'), y: option(asGiven, 'across')};
    expect(Object.keys(scanTable(where)).join(', ')).to.equal(`model, variables, x, y, ${common}`);
  });

  it('is what interpolate and plane take, and say that they take', async () => {
    const wrong = {somethingElseAltogether: 1} as never;
    expect(await rejection(interpolate(wrong))).to.include(
      `the options are model, variables, from, to, pairs, alphas, ${common}`,
    );
    expect(await rejection(plane(wrong))).to.include(
      `the options are model, variables, origin, directions, x, y, ${common}`,
    );
  });
});
