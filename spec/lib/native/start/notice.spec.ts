import {expect} from 'chai';

describe('tellFallback', () => {
  it('writes only the first line of a process', async () => {
    // A query makes a module of its own, so that the one of this process keeps its state.
    const {tellFallback} = (await import(
      `../../../../lib/native/start/notice.ts?${Date.now()}`
    )) as typeof import('../../../../lib/native/start/notice.ts');
    const lines: string[] = [];
    tellFallback('first', (line) => lines.push(line));
    tellFallback('second', (line) => lines.push(line));
    expect(lines).to.deep.equal(['first']);
  });
});
