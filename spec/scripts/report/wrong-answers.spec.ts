import {expect} from 'chai';
import {mistakesOf} from '../../../scripts/report/wrong-answers.ts';
import {pngAddress} from '../../../scripts/report/png.ts';
import {digitNames, samplePredictions} from './sample-report.ts';

const images = {
  images: Uint8Array.of(0, 255, 10, 20, 30, 40, 50, 60),
  labels: Uint8Array.of(5, 3, 3, 1),
  count: 4,
  rows: 1,
  columns: 2,
};
const predictions = {
  label: 'adam',
  seed: 1,
  predicted: Uint8Array.of(3, 3, 8, 7),
  confidence: Float32Array.of(0.5, 0.99, 0.984, 0.75),
  images,
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

  it('shows the image itself, dark on white', () => {
    expect(mistakesOf(predictions, digitNames)[2]!.address).to.equal(pngAddress(Uint8Array.of(255, 0), 2));
    expect([...images.images.subarray(0, 2)]).to.deep.equal([0, 255]);
  });

  it('stops at the limit', () => {
    expect(mistakesOf(predictions, digitNames, 2)).to.have.length(2);
    expect(mistakesOf(samplePredictions('adam'), digitNames).length).to.be.within(20, 40);
    expect(mistakesOf({...predictions, predicted: images.labels}, digitNames)).to.deep.equal([]);
  });
});
