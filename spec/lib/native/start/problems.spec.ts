import {expect} from 'chai';
import {findProblems} from '../../../../lib/native/start/problems.ts';

describe('findProblems', () => {
  const versions = {tfjs: '4.22.0', 'tfjs-node': '4.22.0'};

  it('finds none in an installation that fits', () => {
    expect(findProblems({versions})).to.deep.equal([]);
  });

  it('names parts of different versions', () => {
    const problems = findProblems({versions: {...versions, 'tfjs-layers': '4.21.0'}, copies: []});
    expect(problems).to.have.length(1);
    expect(problems[0]!.what).to.include('tfjs 4.22.0').and.include('tfjs-layers 4.21.0');
    expect(problems[0]!.remedy).to.match(/^npm install/);
  });

  it('names two copies of the library, which share no layers', () => {
    const problems = findProblems({versions, copies: ['/a/tfjs', '/b/tfjs']});
    expect(problems).to.have.length(1);
    expect(problems[0]!.what).to.include('2 copies').and.include('/a/tfjs').and.include('/b/tfjs');
    expect(problems[0]!.remedy).to.equal('npm dedupe');
  });

  it('names a setting that makes convolutions slow', () => {
    const [problem] = findProblems({versions, settings: {TF_ENABLE_ONEDNN_OPTS: '0'}, copies: []});
    expect(problem?.remedy).to.equal('unset TF_ENABLE_ONEDNN_OPTS');
    expect(findProblems({versions, settings: {TF_ENABLE_ONEDNN_OPTS: '1'}, copies: []})).to.deep.equal([]);
  });
});
