import {availableParallelism} from 'node:os';
import {expect} from 'chai';
import {applySettings, sharedParts} from '../../../../lib/native/start/tensorflow-settings.ts';

describe('settings', () => {
  it('completes an empty environment and returns what it set', () => {
    const environment: NodeJS.ProcessEnv = {};
    const settings = applySettings(environment);
    expect(settings).to.deep.equal({
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_ENABLE_ONEDNN_OPTS: '1',
      TF_NUM_INTRAOP_THREADS: availableParallelism() > 2 ? String(availableParallelism()) : '1',
    });
    expect(environment).to.deep.equal(settings);
  });

  it('leaves what the user has set, and replaces what is set to nothing', () => {
    const environment = {TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTRAOP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: ''};
    expect(applySettings(environment)).to.deep.equal({
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_ENABLE_ONEDNN_OPTS: '0',
      TF_NUM_INTRAOP_THREADS: '1',
    });
    expect(environment.TF_ENABLE_ONEDNN_OPTS).to.equal('0');
  });

  it('shares operations out where each has one thread', () => {
    expect(sharedParts({TF_NUM_INTRAOP_THREADS: '1'})).to.equal(availableParallelism());
    expect(sharedParts({TF_NUM_INTRAOP_THREADS: '8'})).to.equal(1);
    expect(sharedParts({})).to.equal(1);
  });
});
