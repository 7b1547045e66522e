import {expect} from 'chai';
import {loadMessages} from '../../../../lib/native/graph/messages.ts';
import {nativeOnly} from '../compile/native-only.ts';

describe('loadMessages', () => {
  before(function () {
    nativeOnly(this);
  });

  it('gives the messages of a graph, loaded once', () => {
    const messages = loadMessages();
    expect(loadMessages()).to.equal(messages);
    const node = new messages.NodeDef();
    node.setName('a');
    expect([...node.serializeBinary()]).to.deep.equal([10, 1, 97]);
  });
});
