import {expect} from 'chai';
import {studyVerdict} from '../../../../lib/landscape/index.ts';

describe('studyVerdict', () => {
  const measures = {monotone: true, largestBump: 0, barrier: 0};
  const path = (control: string | null, change: object) => ({control, train: {...measures, ...change}});
  const pair = (aligned: boolean, barrier: number) => ({aligned, train: {...measures, barrier}});
  const verdict = (paths: object[], pairs: object[]) => studyVerdict({paths, pairs} as never);

  it('counts runs, names the largest bump, and gives barriers with their spread', () => {
    const paths = [path(null, {}), path(null, {monotone: false, largestBump: 0.0312}), path('zeros', {})];
    const pairs = [pair(false, 0.2), pair(false, 0.4), pair(true, 0.02), pair(true, 0.02)];
    expect(verdict(paths, pairs)).to.equal(
      'monotone: 1 of 2 runs; largest bump 0.031; barrier between seeds 0.3 +- 0.14, after alignment 0.02 +- 0; ' +
        'from zeros instead of the start: monotone 1 of 1 runs; largest bump 0',
    );
    expect(verdict([path(null, {})], [pair(false, 0.5)])).to.equal(
      'monotone: 1 of 1 runs; largest bump 0; barrier between seeds 0.5',
    );
    expect(verdict([path(null, {monotone: false, largestBump: NaN})], [])).to.match(/largest bump NaN/);
  });
});
