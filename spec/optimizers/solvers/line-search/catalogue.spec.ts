import {expect} from 'chai';
import * as optimizers from '../../../../optimizers/index.ts';
import {lineSearchCatalogue} from '../../../../optimizers/index.ts';

describe('lineSearchCatalogue', () => {
  const factories = optimizers as unknown as Record<string, () => optimizers.LineSearch>;

  for (const [name, {create, formula, options, reference}] of Object.entries(lineSearchCatalogue)) {
    it(`makes ${name} as its factory does, and has all of its options`, () => {
      const {config} = factories[name]!();
      expect(create().config).to.deep.equal(config);
      const defaults = Object.entries(options).map(([option, {default: fallback}]) => [option, fallback]);
      expect({name, ...Object.fromEntries(defaults)}).to.deep.equal(config);
      expect(formula).not.to.equal('');
      expect(reference).not.to.equal('');
    });
  }
});
