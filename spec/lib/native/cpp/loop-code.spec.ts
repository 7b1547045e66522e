import {expect} from 'chai';
import {loopFile, loopOf} from '../../../../lib/native/cpp/loop-code.ts';

describe('loopOf', () => {
  it('reads memory, computes, and writes what changes', () => {
    expect(loopOf('mul s2 n0;add s1 v0;sub s0 v1;=1 v1;=0 v2', 'Loop')!.split('\n').slice(2)).to.deep.equal([
      '  float* __restrict s0 = s[0];',
      '  float* __restrict s1 = s[1];',
      '  float* __restrict s2 = s[2];',
      '  const float n0 = n[0];',
      '#pragma GCC ivdep',
      '  for (long i = 0; i < count; i++) {',
      '    const float t0 = s0[i];',
      '    const float t1 = s1[i];',
      '    const float t2 = s2[i];',
      '    const float v0 = t2 * n0;',
      '    const float v1 = t1 + v0;',
      '    const float v2 = t0 - v1;',
      '    s1[i] = v1;',
      '    s0[i] = v2;',
      '  }',
      '}',
    ]);
  });

  it('chooses by bits, because no vector has branches', () => {
    const pass = 'less s1 n0;select v0 s1 n1;max v1 s2;min v2 n0;sign v3;notEqual v4 n0;=0 v5';
    expect(loopOf(pass, 'Loop')).to.not.match(/\?|&&|\|\|/);
  });

  it('is none of sums and of functions that only the interpreter has', () => {
    expect(loopOf('square s0;sum v0', 'Loop')).to.equal(null);
    expect(loopOf('exp s0;=0 v0', 'Loop')).to.equal(null);
  });
});

describe('loopFile', () => {
  it('finds each loop by its pass', () => {
    const text = loopFile(['mul s1 n0;=0 v0', 'exp s0;=0 v0']);
    expect(text).to.include('      {"mul s1 n0;=0 v0", OptimLoop0},').and.not.include('OptimLoop1');
  });
});
