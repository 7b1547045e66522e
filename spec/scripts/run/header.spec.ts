import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {packageVersion} from '../../../scripts/package-version.ts';
import {printFacts, versionFact} from '../../../scripts/run/header.ts';
import {captured} from '../../support/console.ts';

describe('versionFact', () => {
  it('names this package, TensorFlow.js and Node', () => {
    const {node} = process.versions;
    expect(versionFact()).to.deep.equal({
      'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${node}`,
    });
  });
});

describe('printFacts', () => {
  it('prints a line a fact on standard error', async () => {
    const {out, err} = await captured(async () => printFacts({data: 'a b', output: 'runs/x'}));
    expect(out).to.deep.equal([]);
    expect(err).to.have.length(2);
    expect(err[1]).to.match(/output.* runs\/x$/);
  });
});
