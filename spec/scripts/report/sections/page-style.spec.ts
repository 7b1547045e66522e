import {expect} from 'chai';
import {pageStyle} from '../../../../scripts/report/sections/page-style.ts';

describe('pageStyle', () => {
  it('serves print, dark and narrow windows, and fetches nothing', () => {
    expect(pageStyle)
      .to.contain('@media print')
      .and.to.contain('prefers-color-scheme: dark')
      .and.to.contain('max-width: 720px');
    expect(pageStyle).not.to.match(/@import|url\(|https?:/);
    expect(pageStyle).not.to.contain('</');
  });

  it('closes every brace', () => {
    expect(pageStyle.match(/\{/g)!.length).to.equal(pageStyle.match(/\}/g)!.length);
  });
});
