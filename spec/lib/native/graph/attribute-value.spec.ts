import {expect} from 'chai';
import {attributeValue} from '../../../../lib/native/graph/attribute-value.ts';
import type {Binding} from '../../../../lib/native/binding.ts';

const kinds = {
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
} as unknown as Binding;

describe('attributeValue', () => {
  const valueOf = (type: number, value: unknown) => attributeValue(kinds, 'Op', {name: 'a', type, value});

  it('reads every kind of attribute, alone and in lists', () => {
    expect(valueOf(0, 'SAME')).to.deep.equal({kind: 'string', text: 'SAME'});
    expect(valueOf(1, -2)).to.deep.equal({kind: 'int', number: -2});
    expect(valueOf(1, [1, 2])).to.deep.equal({kind: 'ints', numbers: [1, 2]});
    expect(valueOf(2, 0.5)).to.deep.equal({kind: 'float', number: 0.5});
    expect(valueOf(2, [0.5])).to.deep.equal({kind: 'floats', numbers: [0.5]});
    expect(valueOf(3, false)).to.deep.equal({kind: 'bool', flag: false});
    expect(valueOf(3, [true])).to.deep.equal({kind: 'bools', flags: [true]});
    expect(valueOf(4, 1)).to.deep.equal({kind: 'type', type: 1});
    expect(valueOf(5, [2, 3])).to.deep.equal({kind: 'shape', shape: [2, 3]});
  });

  it('refuses a kind that it does not know', () => {
    expect(() => valueOf(9, 1)).to.throw('the attribute a of the operation Op is of a kind (9)');
  });
});
