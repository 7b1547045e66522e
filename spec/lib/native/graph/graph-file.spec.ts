import {expect} from 'chai';
import {type GraphNode, loadMessages, savedModelBytes, savedModelTag} from '../../../../lib/native/graph/graph-file.ts';
import {nativeOnly} from '../native-only.ts';

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

interface Read {
  SavedModel: {deserializeBinary(bytes: Uint8Array): {toObject(): ReadModel}};
}

interface ReadModel {
  metaGraphsList: {
    metaInfoDef: {tagsList: string[]};
    graphDef: {
      nodeList: {name: string; op: string; inputList: string[]; attrMap: [string, Record<string, unknown>][]}[];
    };
  }[];
}

describe('savedModelBytes', () => {
  before(function () {
    nativeOnly(this);
  });

  it('writes what a reader of protocol buffers reads back', () => {
    const node: GraphNode = {
      name: 'n',
      op: 'Op',
      inputs: ['a:0', '^b'],
      attributes: {
        type: {kind: 'type', type: 3},
        int: {kind: 'int', number: -1},
        float: {kind: 'float', number: 0.5},
        flag: {kind: 'bool', flag: false},
        ints: {kind: 'ints', numbers: [1, -2]},
        floats: {kind: 'floats', numbers: [0.25]},
        flags: {kind: 'bools', flags: [true, false]},
        text: {kind: 'string', text: 'é'},
        shape: {kind: 'shape', shape: [2, 3]},
        tensor: {kind: 'tensor', type: 1, shape: [], bytes: new Uint8Array(Float32Array.of(1).buffer)},
      },
    };
    const messages = loadMessages() as unknown as Read;
    const model = messages.SavedModel.deserializeBinary(savedModelBytes([node])).toObject();
    const [graph] = model.metaGraphsList;
    expect(graph!.metaInfoDef.tagsList).to.deep.equal([savedModelTag]);
    const [read] = graph!.graphDef.nodeList;
    expect(read).to.deep.include({name: 'n', op: 'Op', inputList: ['a:0', '^b']});
    const attributes = Object.fromEntries(read!.attrMap);
    expect(attributes['type']).to.include({type: 3});
    expect(attributes['int']).to.include({i: -1});
    expect(attributes['float']).to.include({f: 0.5});
    expect(attributes['flag']).to.include({b: false});
    expect(attributes['ints']!['list']).to.deep.include({iList: [1, -2]});
    expect(attributes['floats']!['list']).to.deep.include({fList: [0.25]});
    expect(attributes['flags']!['list']).to.deep.include({bList: [true, false]});
    expect(attributes['text']).to.include({s: Buffer.from('é').toString('base64')});
    expect(attributes['shape']!['shape']).to.deep.include({
      dimList: [
        {size: 2, name: ''},
        {size: 3, name: ''},
      ],
    });
    expect(attributes['tensor']!['tensor']).to.deep.include({dtype: 1, tensorContent: 'AACAPw=='});
  });
});
