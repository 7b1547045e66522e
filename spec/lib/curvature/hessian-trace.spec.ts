import {expect} from 'chai';
import {hessianTrace} from '../../../lib/curvature/index.ts';
import {diagonal, networks, onNetwork, reflected, rejection} from './support.ts';

describe('hessianTrace', () => {
  const decaying = Array.from({length: 400}, (_, i) => 10 / (1 + i) ** 1.2 - 0.02 * Math.cos(i));
  const truth = decaying.reduce((sum, value) => sum + value, 0);

  for (const method of ['hutch++', 'hutchinson'] as const) {
    it(`${method} is within its own error bars 95 times of 100`, async () => {
      const operator = reflected(decaying);
      let [inside, unitsInside] = [0, 0];
      for (let seed = 0; seed < 100; seed++) {
        const {trace, margin, standardError} = await hessianTrace({operator, method, products: 120, seed});
        if (Math.abs(trace - truth) <= margin) inside += 1;
        if (Math.abs(trace - truth) <= standardError) unitsInside += 1;
      }
      expect(inside).to.be.at.least(95);
      // Bars that hold always are too wide: one standard error holds about 68 times of 100.
      expect(unitsInside).to.be.within(55, 82);
    });
  }

  it('Hutch++ is the better one where few eigenvalues carry the trace', async () => {
    const operator = reflected(decaying);
    const sketched = await hessianTrace({operator, products: 150});
    const plain = await hessianTrace({operator, products: 150, method: 'hutchinson'});
    expect(sketched.standardError).to.be.below(0.5 * plain.standardError);
    expect(sketched.products).to.equal(150);
    expect(plain.products).to.equal(150);
  });

  for (const network of networks) {
    it(`is that of ${network.widths.join('-')}`, () =>
      onNetwork(network, async (source) => {
        const {trace, margin} = await hessianTrace({...source, products: 90, seed: 2});
        expect(Math.abs(trace - network.trace)).to.be.below(margin);
        expect(margin).to.be.below(0.6 * network.trace);
      }));
  }

  it('stops on the error asked for, and says when it was not reached', async () => {
    const operator = reflected(decaying);
    const loose = await hessianTrace({operator, method: 'hutchinson', products: 300, relativeError: 0.3});
    expect(loose.reached).to.equal(true);
    expect(loose.samples).to.be.within(10, 200);
    expect(loose.margin).to.be.at.most(0.3 * Math.abs(loose.trace));
    const absolute = await hessianTrace({operator, products: 300, absoluteError: 1});
    expect(absolute.margin).to.be.at.most(1);
    expect(absolute.products).to.be.below(300);
    const strict = await hessianTrace({operator, products: 40, relativeError: 1e-4});
    expect(strict.reached).to.equal(false);
    expect(strict.products).to.equal(40);
  });

  it('is exact where the products allowed are enough for every column', async () => {
    const {trace, method, margin, products} = await hessianTrace({operator: reflected([3, 2, -1, 0.5]), seed: 1});
    expect(trace).to.be.closeTo(4.5, 1e-5);
    expect(method).to.equal('exact');
    expect(margin).to.be.above(0).and.below(1e-5);
    expect(products).to.equal(4);
  });

  it('does not claim more than float32 gives for a matrix of low rank', async () => {
    const operator = diagonal(Array.from({length: 500}, (_, i) => (i < 3 ? 1000 : 0)));
    const {trace, margin} = await hessianTrace({operator, products: 60});
    expect(margin).to.be.above(0);
    expect(Math.abs(trace - 3000)).to.be.at.most(margin);
  });

  it('refuses what makes no sense by name', async () => {
    const operator = diagonal([1, 2]);
    const cases: [object, RegExp][] = [
      [{operator, products: 12}, /hessianTrace: products must be a whole number >= 30, received 12/],
      [{operator, method: 'hutch'}, /method must be one of "hutch\+\+", "hutchinson"/],
      [{operator, relativeError: 0}, /relativeError must be a finite number > 0/],
      [{operator, absoluteError: -1}, /absoluteError must be a finite number > 0/],
    ];
    for (const [options, message] of cases) {
      expect((await rejection(hessianTrace(options))).message).to.match(message);
    }
  });
});
