import {expect} from 'chai';
import {topics} from '../../../scripts/lecture/topics/index.ts';

describe('the places of the items in the notes', () => {
  it('leads from the files of the notes to items without a gap, headings aside', () => {
    const lengths = {'000': 775, '001': 142, '002': 547, '003': 1566, '004': 590};
    const places = topics.flatMap(({items}) => items.flatMap((item) => item.places.split(', ')));
    for (const [file, length] of Object.entries(lengths)) {
      const ranges = places
        .filter((place) => place.startsWith(file))
        .map((place) => place.slice(4).split('-').map(Number))
        .map(([from = 0, to = from]) => [from, to] as const)
        .toSorted(([a], [b]) => a - b);
      let end = 0;
      for (const [from, to] of [...ranges, [length, length] as const]) {
        expect(from - end, `${file}:${end}-${from}`).to.be.at.most(17);
        end = Math.max(end, to);
      }
      expect(end).to.equal(length);
    }
  });
});
