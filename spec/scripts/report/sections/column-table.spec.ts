import {expect} from 'chai';
import {columnTable} from '../../../../scripts/report/sections/column-table.ts';

describe('columnTable', () => {
  it('has a row for each column, escaped', () => {
    const {text} = columnTable([
      {name: 'size', words: 'number, mean 3'},
      {name: 'a<b', words: '2 categories: "x & y"'},
    ]);
    expect(text.match(/<th scope="row"/g)).to.have.length(2);
    expect(text).to.contain('number, mean 3').and.to.contain('a&lt;b').and.to.contain('x &amp; y');
  });
});
