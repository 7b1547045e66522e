import {expect} from 'chai';
import {type LayerNode, matchLayers} from '../../../../lib/training/layers/index.ts';

/** A model of layers with one weight each, by name, or class and name. */
const model = (...layers: string[]): LayerNode => ({
  name: 'sequential_1',
  className: 'Sequential',
  weights: [],
  parts: {
    layers: layers.map((text, index) => {
      const [name, className = 'Dense'] = text.split(' ');
      return {name: name!, className, weights: [{name: 'kernel', index}], parts: {}};
    }),
  },
});
const match = (saved: LayerNode, present: LayerNode): number[] | string => {
  const {pairs, problems} = matchLayers(saved, present);
  return problems.length > 0
    ? problems.join('; ')
    : pairs.sort((a, b) => a.saved - b.saved).map((pair) => pair.present);
};

describe('matchLayers', () => {
  it('goes by given names first, and by the order of what was counted', () => {
    expect(match(model('a', 'b'), model('b', 'a'))).to.deep.equal([1, 0]);
    expect(match(model('dense_Dense1', 'dense_Dense2'), model('dense_Dense2', 'dense_Dense3'))).to.deep.equal([0, 1]);
    expect(match(model('dense_Dense1', 'a', 'dense_Dense2'), model('a', 'dense_Dense7', 'dense_Dense5'))).to.deep.equal(
      [1, 0, 2],
    );
    expect(match(model('dense_1', 'dense_2'), model('dense_2', 'dense_1'))).to.deep.equal([1, 0]);
  });

  it('takes a model of quite other names in its order, of the same classes alone', () => {
    expect(match(model('a', 'b'), model('c', 'd'))).to.deep.equal([0, 1]);
    expect(match(model('a', 'b'), model('dense_Dense1', 'd'))).to.deep.equal([0, 1]);
    expect(match(model('a', 'b RNN'), model('c RNN', 'd'))).to.match(
      /the file has the layers a \(Dense\), b \(RNN\), the model/,
    );
  });

  it('refuses names that are the same in part, and counted names that changed places', () => {
    expect(match(model('a', 'b'), model('b', 'c'))).to.match(/the model has b \(Dense\), c \(Dense\)/);
    expect(match(model('a'), model('a', 'b'))).to.match(/the model has a \(Dense\), b \(Dense\)/);
    expect(match(model('dense_Dense1', 'dense_Dense2'), model('dense_Dense2', 'dense_Dense1'))).to.match(
      /the same names, which were counted, in another order; give the layers names/,
    );
    expect(match(model('dense_Dense1'), model('dense_Dense1', 'dense_Dense2'))).to.match(/the file has/);
  });

  it('looks into layers, and tells where a weight or a class is another', () => {
    const wrapped = (inner: LayerNode, part = 'layer'): LayerNode => ({
      ...model(),
      parts: {layers: [{name: 'w', className: 'TimeDistributed', weights: [], parts: {[part]: [inner]}}]},
    });
    const inner = model('a').parts['layers']![0]!;
    expect(match(wrapped(inner), wrapped({...inner, name: 'other'}))).to.deep.equal([0]);
    expect(match(wrapped(inner), wrapped(inner, 'cell'))).to.match(
      /in layer w: the file has the layers a \(Dense\), the model has none/,
    );
    expect(match(wrapped(inner), wrapped({...inner, weights: [{name: 'bias', index: 0}]}))).to.equal(
      'layer w/a has a weight kernel in the file, but none in the model; layer w/a has a weight bias in the model, but none in the file',
    );
    expect(match(model('a'), model('a RNN'))).to.equal('layer a is Dense in the file, but a of the model is RNN');
    expect(match(wrapped(model('a')), wrapped({...model('b'), className: 'Functional'}))).to.deep.equal([0]);
  });
});
