import {expect} from 'chai';
import {Progress} from '../../../scripts/native/progress.ts';

describe('Progress', () => {
  it('writes one line a step under a heading, with the time, and marks the one that fails', async () => {
    let text = '';
    const progress = new Progress(false, (part) => (text += part));
    expect(text).to.equal('');
    expect(await progress.step('one', async () => 5)).to.equal(5);
    progress.note('waiting');
    const failure = await progress
      .step('two', () => Promise.reject(new Error('broken')))
      .catch((error: Error) => error);
    expect(failure.message).to.equal('broken');
    const lines = text.trimEnd().split('\n');
    expect(lines).to.have.length(4);
    expect(lines[1]).to.match(/^ {2}one \.\.\. \d+\.\d s$/);
    expect(lines[2]).to.equal('  waiting');
    expect(lines[3]).to.equal('  two ... no');
  });

  it('writes nothing where it is to be quiet', async () => {
    let text = '';
    const progress = new Progress(true, (part) => (text += part));
    await progress.step('one', async () => {});
    progress.note('two');
    expect(text).to.equal('');
  });
});
