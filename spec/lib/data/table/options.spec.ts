import {expect} from 'chai';
import {readOptions} from '../../../../lib/base/options.ts';
import {asText, columnOptions, taskOption} from '../../../../lib/data/table/options.ts';

describe('what is said about columns', () => {
  const read = (given: object) => readOptions('table', {task: taskOption, ...columnOptions}, given as never);

  it('has defaults, and is taken as it is', () => {
    expect(read({})).to.deep.equal({task: undefined, missing: 'refuse', ignore: [], categories: [], keep: []});
    const given = {task: 'regression', missing: 'drop', ignore: ['a', 'b'], categories: ['c'], keep: ['d']};
    expect(read(given)).to.deep.equal(given);
    expect(read({task: 'classification', missing: 'mean'})).to.include({task: 'classification', missing: 'mean'});
  });

  it('is refused by name', () => {
    expect(() => read({task: 'ranking'})).to.throw(RangeError, /^table: task must be one of/);
    expect(() => read({missing: 'mode'})).to.throw(RangeError, /^table: missing must be one of/);
    expect(() => read({ignore: 'a'})).to.throw(TypeError, /^table: ignore must be/);
    expect(() => read({categories: ['a', '']})).to.throw(TypeError, /^table: every one of categories must be a text/);
    for (const received of ['', 5]) {
      expect(() => asText('table', 'target', received as string)).to.throw(
        TypeError,
        `table: target must be a text, received ${JSON.stringify(received)}`,
      );
    }
  });
});
