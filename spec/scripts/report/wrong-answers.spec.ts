import {expect} from 'chai';
import {mistakesOf} from '../../../scripts/report/wrong-answers.ts';
import {pngAddress} from '../../../scripts/report/png.ts';
import {digitNames, samplePredictions} from './sample-report.ts';

const actual = Uint8Array.of(5, 3, 3, 1);
const pictures = {
  bytes: Uint8Array.of(0, 255, 10, 20, 30, 40, 50, 60),
  rows: 1,
  columns: 2,
  channels: 1,
  isInk: true,
};
const predictions = {
  label: 'adam',
  which: 'seed 1',
  actual,
  predicted: Int32Array.of(3, 3, 8, 7),
  confidence: Float32Array.of(0.5, 0.99, 0.984, 0.75),
  pictures,
};

describe('mistakesOf', () => {
  it('lists wrong answers only, the most confident first', () => {
    const mistakes = mistakesOf(predictions, digitNames);
    expect(mistakes.map(({index}) => index)).to.deep.equal([2, 3, 0]);
    expect(mistakes.map(({caption}) => caption)).to.deep.equal([
      '3 taken for 8, 98 %',
      '1 taken for 7, 75 %',
      '5 taken for 3, 50 %',
    ]);
  });

  it('shows the picture itself: ink dark on white, others as they are, in colour where they have three channels', () => {
    expect(mistakesOf(predictions, digitNames)[2]!.address).to.equal(pngAddress(Uint8Array.of(255, 0), 2));
    expect([...pictures.bytes.subarray(0, 2)]).to.deep.equal([0, 255]);
    const address = (changes: object): string =>
      mistakesOf({...predictions, pictures: {...pictures, ...changes}}, digitNames).at(-1)!.address;
    expect(address({isInk: false})).to.equal(pngAddress(Uint8Array.of(0, 255), 2));
    const bytes = Uint8Array.from({length: 24}, (_, i) => 9 * i);
    expect(address({bytes, channels: 3, isInk: false})).to.equal(pngAddress(bytes.subarray(0, 6), 2, 3));
    expect(mistakesOf({...predictions, pictures: null}, digitNames), 'of what is no picture').to.deep.equal([]);
  });

  it('stops at the limit', () => {
    expect(mistakesOf(predictions, digitNames, 2)).to.have.length(2);
    expect(mistakesOf(samplePredictions('adam'), digitNames).length).to.be.within(20, 40);
    expect(mistakesOf({...predictions, predicted: Int32Array.from(actual)}, digitNames)).to.deep.equal([]);
  });
});
