import {expect} from 'chai';
import {modelCatalogue, type ModelEntry} from '../../../lib/models/catalogue.ts';

describe('modelCatalogue', () => {
  for (const [name, entry] of Object.entries<ModelEntry>(modelCatalogue)) {
    it(`${name} builds for its input and task`, () => {
      const model = entry.build({rows: 6, columns: 4, classes: 3, seed: 1, ...entry.options});
      expect(model.inputs[0]!.shape.slice(1)).to.deep.equal(entry.input === 'flat' ? [24] : [6, 4, 1]);
      expect(model.outputs[0]!.shape[1]).to.equal(entry.task === 'classification' ? 3 : 24);
      model.dispose();
    });

    it(`${name} refuses an option that it does not have`, () => {
      expect(() => entry.build({dropout: 0.5})).to.throw(
        TypeError,
        new RegExp(`model ${name}: unknown option "dropout"`),
      );
    });
  }

  it('passes its options on', () => {
    const model = modelCatalogue.mlp.build({rows: 2, columns: 2, classes: 3, widths: [5, 6], activation: 'tanh'});
    expect(model.layers.map((layer) => layer.outputShape)).to.deep.equal([
      [null, 5],
      [null, 6],
      [null, 3],
    ]);
    expect(model.layers[0]!.getConfig()['activation']).to.equal('tanh');
    model.dispose();
  });
});
