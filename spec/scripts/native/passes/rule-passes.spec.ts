import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import {rulePassesFile} from '../../../../lib/native/cpp/index.ts';
import {rulePasses} from '../../../../scripts/native/passes/rule-passes.ts';
import {optimizerCatalogue} from '../../../../optimizers/index.ts';

describe('rulePasses', () => {
  it('are those in the file of which set-up makes loops; if not: npm run passes', () => {
    expect(rulePasses()).to.deep.equal(readFileSync(rulePassesFile, 'utf8').trim().split('\n'));
  });

  it('are those of each variant, with and without decay', () => {
    const {sgd, momentum} = optimizerCatalogue;
    expect(rulePasses({sgd: sgd!})).to.deep.equal([
      'mul s0 n1;sub s0 v0;mul s1 n0;sub v1 v2;=0 v3',
      'mul s1 n0;sub s0 v0;=0 v1',
    ]);
    // Classical, trace and average.
    expect(rulePasses({momentum: momentum!})).to.have.length(6);
  });
});
