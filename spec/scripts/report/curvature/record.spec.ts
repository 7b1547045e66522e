import {expect} from 'chai';
import {curvatureRecord} from '../../../../scripts/report/curvature/record.ts';
import {density, recordOf} from './sample-record.ts';

describe('curvatureRecord', () => {
  it('takes what a probe writes, numbers that are not finite and absent probes too', () => {
    for (const record of [
      recordOf(5),
      recordOf(Infinity, {
        density: {hessian: density, gaussNewton: density},
        trace: {value: 1, margin: 0, method: 'x'},
      }),
      recordOf(5, {seed: null, epoch: null, updates: null, learningRate: null}),
    ])
      expect(curvatureRecord.safeParse(record).success).to.equal(true);
  });

  it('refuses what a figure could not draw', () => {
    for (const changes of [{top: null}, {density: {hessian: {...density, draws: 'two'}}}, {label: 3}, {loss: '1'}])
      expect(curvatureRecord.safeParse({...recordOf(5), ...changes}).success).to.equal(false);
  });
});
