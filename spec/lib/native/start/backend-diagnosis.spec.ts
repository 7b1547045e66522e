import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type MissingPart, missingPartsFile} from '../../../../lib/native/cpp/index.ts';
import {diagnoseBackend, findProblems, packageVersions} from '../../../../lib/native/start/backend-diagnosis.ts';

describe('packageVersions', () => {
  it('lists the parts that run and the backends beside them', async () => {
    const versions = await packageVersions();
    for (const name of ['tfjs', 'tfjs-core', 'tfjs-layers', 'tfjs-backend-wasm']) {
      expect(versions[name], name).to.match(/^4\.22\.\d+$/);
    }
  });
});

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

  it("says what a binding of tfjs-node's own is without, and how to have this package's", () => {
    const binding = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      expect(findProblems({versions, copies: [], binding, isOwn: true})).to.deep.equal([]);
      const [problem, ...others] = findProblems({versions, copies: [], binding, isOwn: false});
      expect(others).to.deep.equal([]);
      expect(problem!.what).to.match(/is tfjs-node's own: updates of optimizers go over the memory once for each/);
      expect(problem!.remedy).to.equal('npm run setup -- --build');
    } finally {
      rmSync(binding, {recursive: true});
    }
  });

  it('names a part that the build of the binding has come without, what that means, and how to build it anew', () => {
    const build = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      const binding = join(build, 'lib', 'napi-v8');
      mkdirSync(binding, {recursive: true});
      expect(findProblems({versions, copies: [], binding})).to.deep.equal([]);
      const noted: MissingPart[] = [{name: 'update', complaint: 'update.cc:1:1: error: no such header'}];
      writeFileSync(join(binding, missingPartsFile), JSON.stringify(noted));
      const [problem, ...others] = findProblems({versions, copies: [], binding});
      expect(others).to.deep.equal([]);
      expect(problem!.what).to.include(
        'without its part update, so updates of optimizers go over the memory once for each operation',
      );
      expect(problem!.what).to.include('update.cc:1:1: error: no such header');
      expect(problem!.remedy).to.match(/compiler.* CXX, then: rm -r '(.*)' && npm run setup$/);
      expect(problem!.remedy).to.include(`rm -r '${realpathSync(build)}'`);
    } finally {
      rmSync(build, {recursive: true});
    }
  });
});

describe('diagnoseBackend', () => {
  it('describes what runs', async () => {
    const tensors = tf.memory().numTensors;
    const {backend, tensorflowVersion, node, platform, threads, settings, problems, versions} = await diagnoseBackend();
    expect(backend).to.equal(tf.getBackend());
    expect(node).to.equal(process.version);
    expect(platform).to.equal(`${process.platform}-${process.arch}`);
    expect(threads).to.be.at.least(1);
    expect(versions['tfjs-core']).to.equal(tf.version['tfjs-core']);
    if (backend === 'tensorflow') {
      expect(tensorflowVersion).to.match(/^\d+\.\d+\.\d+/);
      expect(settings['TF_ENABLE_ONEDNN_OPTS']).to.equal(process.env['TF_ENABLE_ONEDNN_OPTS']);
      expect(threads).to.equal(Number(process.env['TF_NUM_INTRAOP_THREADS']));
      expect(problems).to.deep.equal([]);
    } else {
      expect(tensorflowVersion).to.equal(null);
      const forced = (process.env['TFJS_OPTIM_BACKEND'] ?? '') !== '';
      expect(problems.length > 0).to.equal(!forced, 'a fallback is a problem, a wish is none');
    }
    expect(tf.memory().numTensors).to.equal(tensors);
  });
});
