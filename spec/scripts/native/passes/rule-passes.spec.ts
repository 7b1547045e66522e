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
    const passes = rulePasses({sgd: sgd!});
    expect(passes).to.include.members([
      'mul s0 n1;sub s0 v0;mul s1 n0;sub v1 v2;=0 v3',
      'mul s1 n0;sub s0 v0;=0 v1',
      // As a penalty, and upwards.
      'mul s0 n1;add s1 v0;mul v1 n0;sub s0 v2;=0 v3',
      'neg s1;mul v0 n0;sub s0 v1;=0 v2',
    ]);
    // Those two more with decay, two passes each of cautious steps with and without, and of a bounded gradient.
    expect(passes).to.have.length(11);
    expect(passes.filter((pass) => pass.startsWith('max s1 '))).to.have.length(1);
    // Classical, trace and average with and without decay, and the same nine.
    expect(rulePasses({momentum: momentum!})).to.have.length(6 + 9);
  });
});
