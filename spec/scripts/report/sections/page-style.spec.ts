import {expect} from 'chai';
import {style} from '../../../../scripts/report/sections/page-style.ts';

describe('style', () => {
  it('serves print, dark and narrow windows, and fetches nothing', () => {
    expect(style)
      .to.contain('@media print')
      .and.to.contain('prefers-color-scheme: dark')
      .and.to.contain('max-width: 720px');
    expect(style).not.to.match(/@import|url\(|https?:/);
    expect(style).not.to.contain('</');
  });

  it('closes every brace', () => {
    expect(style.match(/\{/g)!.length).to.equal(style.match(/\}/g)!.length);
  });
});
