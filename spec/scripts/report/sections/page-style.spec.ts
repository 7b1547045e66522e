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

  it('shows shadows at the sides of a table that is wider than the page, but not in print', () => {
    const rules = [...pageStyle.matchAll(/\.scroll \{([^}]*)\}/g)].map(([, rule]) => rule!);
    // Covers that move with the content lie over the shadows where there is no more.
    expect(rules[0]!.match(/no-repeat local/g)).to.have.length(2);
    expect(rules[0]!.match(/rgba\(/g)).to.have.length(2);
    expect(rules.at(-1)).to.contain('background: none');
  });

  it('closes every brace', () => {
    expect(pageStyle.match(/\{/g)!.length).to.equal(pageStyle.match(/\}/g)!.length);
  });
});
