import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {checkAnswer} from '../../../scripts/lecture/check-answers.ts';
import {topics} from '../../../scripts/lecture/topics/index.ts';
import {run} from '../support/run.ts';

const exercise = {name: '1a', question: '?', tolerance: 1e-2, hint: 'look again'};

describe('lecture check', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-answers-'));
  });
  after(() => rmSync(folder, {recursive: true}));

  let files = 0;
  const file = (content: string): string => {
    const path = join(folder, `answers-${++files}.json`);
    writeFileSync(path, content);
    return path;
  };

  it('measures errors relative to the answer, and as they are where that is 0', () => {
    const one = {...exercise, answer: () => 2};
    expect(checkAnswer(one, 2.01)).to.deep.include({isRight: true});
    expect(checkAnswer(one, 2.1).error).to.be.closeTo(0.05, 1e-12);
    expect(checkAnswer(one, 2.1).isRight).to.equal(false);
    const two = {...exercise, answer: () => [0, 4]};
    expect(checkAnswer(two, [0.005, 4]).error).to.equal(0.005);
    expect(checkAnswer(two, [0.005, 5])).to.include({error: 0.25, number: 2});
    expect(checkAnswer(two, [0.5, 5])).to.include({error: 0.5, number: 1});
    expect(checkAnswer(one, 3)).not.to.have.property('number');
    expect(checkAnswer(two, [0])).to.deep.include({isRight: false, error: Number.POSITIVE_INFINITY});
    expect(checkAnswer(two, 0).isRight).to.equal(false);
    expect(checkAnswer({...one, answer: () => -2}, -2.01).isRight).to.equal(true);
  });

  it('prints how far off each answer is, and ends with 1 where one is wrong', async () => {
    // diag(1, 4) from (4, 1): steps 2/5 and 5/8, beta 9/25.
    const right = await run('lecture', 'check', file('{"9a": [0.4, 0.36, 0.625]}'));
    expect(right).to.deep.equal({result: 0, out: [right.out[0]!], err: []});
    expect(right.out[0]).to.match(/^✔ 9a +relative error .* \(at most 0\.001 counts as right\)$/);
    // Some editors begin a file with a mark of its encoding.
    expect((await run('lecture', 'check', file('\uFEFF{"9a": [0.4, 0.36, 0.625]}'))).result).to.equal(0);
    const wrong = await run('lecture', 'check', file('{"9a": [0.4, 0.36, 0.5]}'));
    expect(wrong.result).to.equal(1);
    expect(wrong.out[0]).to.match(
      /^✖ 9a +relative error 0\.2 in number 3 of the list \(at most 0\.001 counts as right\); The step is/,
    );
    const json = await run('lecture', 'check', file('{"9a": 1}'), '--json');
    expect(JSON.parse(json.out[0]!)).to.deep.equal({
      answers: [
        {
          exercise: '9a',
          error: null,
          tolerance: 0.001,
          isRight: false,
          problem: 'a list of 3 numbers is asked for, got 1',
        },
      ],
    });
    const words = await run('lecture', 'check', file('{"9b": [1, 2]}'));
    expect(words.out[0]).to.match(/^✖ 9b +one number is asked for, got 2 \(/);
    // Negative answers, and a minus as the pages print it.
    const minus = await run('lecture', 'check', file('{"13c": [\u22120.06, -0.08], "14b": -1}'));
    expect(minus.result, minus.out.join('\n')).to.equal(0);
  });

  it('gives away no answer in the example of its messages', async () => {
    const {err} = await run('lecture', 'check');
    const example = Object.values(JSON.parse(/\{.*\}/.exec(err[0]!)![0]) as Record<string, number | number[]>).flat();
    expect(example.length).to.be.above(1);
    for (const {answer, name, tolerance} of topics.flatMap(({exercises}) => exercises)) {
      for (const right of [answer()].flat())
        for (const shown of example)
          expect(Math.abs(shown - right), `${name} ${shown}`).to.be.above(tolerance * Math.max(1, Math.abs(right)));
    }
  });

  it('refuses what holds no answers, with what it should be', async () => {
    const cases: [words: string[], message: RegExp][] = [
      [[], /^✖ lecture check: give the JSON file/],
      [[join(folder, 'absent.json')], /absent\.json does not exist; give the JSON file/],
      [[folder], /is a folder; give the JSON file/],
      [[file('{"9a": ')], /is no JSON: .*; give the JSON file/],
      [[file('{}')], /holds no answer; give the JSON file/],
    ];
    for (const [words, message] of cases) {
      const {result, out, err} = await run('lecture', 'check', ...words);
      expect({result, out}).to.deep.equal({result: 2, out: []});
      expect(err[0]).to.match(message);
    }
    const text = await run('lecture', 'check', file('{"9a": "much"}'));
    expect(text.err[0]).to.match(/the answer to 9a: expected a number or a list of numbers; give the JSON file/);
    const unknown = await run('lecture', 'check', file('{"9z": 1}'));
    expect(unknown.err[0]).to.match(/no exercise "9z"; did you mean "9a" or "9b"\? \(there are /);
    const spelt = await run('lecture', 'check', file('{"x9a": 1}'));
    expect(spelt.err[0]).to.match(/no exercise "x9a"; did you mean "\d\w"\? \(there are /);
    const two = await run('lecture', 'check', file('{"9a": 1}'), 'more');
    expect(two.err[0]).to.match(/unexpected word "more"/);
  });
});
