import {expect} from 'chai';
import {WorkerProcess} from '../../../bench/workers/worker-process.ts';

/** A worker that answers each line by a program's expression of `request`. */
const worker = (answer: string): WorkerProcess =>
  new WorkerProcess([
    process.execPath,
    '-e',
    `require('node:readline').createInterface({input: process.stdin}).on('line', (line) => {
      const request = JSON.parse(line);
      ${answer}
    });`,
  ]);

describe('WorkerProcess', () => {
  it('asks and answers in lines of JSON, again and again', async () => {
    const counting = worker('console.log(JSON.stringify({milliseconds: Array(request.run).fill(request.run)}));');
    try {
      expect(await counting.ask({run: 2})).to.deep.equal({milliseconds: [2, 2]});
      expect(await counting.ask({run: 3})).to.deep.equal({milliseconds: [3, 3, 3]});
    } finally {
      counting.stop();
    }
  });

  it('tells what a worker complained about that ended without an answer', async () => {
    const dying = worker("console.error('no space left'); process.exit(3);");
    expect(await dying.ask({run: 1})).to.deep.equal({error: 'no space left'});
    // And again, instead of waiting for ever.
    expect(await dying.ask({run: 1})).to.have.property('error');
  });

  it('tells of a program that does not exist', async () => {
    const answer = await new WorkerProcess(['/nonexistent/python']).ask({memory: true});
    expect(answer).to.have.property('error').that.includes('ENOENT');
  });

  it('tells of other words', async () => {
    const chatting = worker("console.log('hello');");
    try {
      expect(await chatting.ask({run: 1})).to.deep.equal({error: 'it answered "hello"'});
    } finally {
      chatting.stop();
    }
  });

  it('ends a worker that takes too long', async () => {
    const silent = worker('');
    expect(await silent.ask({run: 1}, 50)).to.deep.equal({error: 'it ended without an answer'});
  });
});
