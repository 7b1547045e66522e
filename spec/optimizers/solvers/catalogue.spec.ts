import {expect} from 'chai';
import * as optimizers from '../../../optimizers/index.ts';
import {solverCatalogue} from '../../../optimizers/index.ts';

describe('solverCatalogue', () => {
  const factories = optimizers as unknown as Record<string, () => optimizers.Solver>;

  for (const [name, {create, formula, options, state, reference}] of Object.entries(solverCatalogue)) {
    it(`makes ${name} as its factory does, and has all of its options`, () => {
      const [made, own] = [create(), factories[name]!()];
      expect(made.constructor).to.equal(own.constructor);
      expect(made.getConfig()).to.deep.equal(own.getConfig());
      expect(Object.keys(options)).to.have.members(Object.keys(own.getConfig()));
      for (const [option, {default: fallback}] of Object.entries(options))
        if (fallback !== undefined) expect(own.getConfig()[option], option).to.equal(fallback);
      for (const text of [formula, state, reference]) expect(text).not.to.equal('');
      expect(() => create({memry: 3})).to.throw(TypeError, /memry/);
      made.dispose();
      own.dispose();
    });
  }
});
