import type {AttributeValue, GraphNode} from './graph-node.ts';
import {loadMessages} from './messages.ts';
import type {AttributeMessage, ListMessage, ShapeMessage} from './messages.ts';

function shapeMessage(shape: readonly number[]): ShapeMessage {
  const {TensorShape} = loadMessages();
  const message = new TensorShape();
  for (const size of shape) {
    const dimension = new TensorShape.Dim();
    dimension.setSize(size);
    message.addDim(dimension);
  }
  return message;
}

function attributeMessage(value: AttributeValue): AttributeMessage {
  const {AttrValue, Tensor} = loadMessages();
  const message = new AttrValue();
  const list = (fill: (list: ListMessage) => void): void => {
    const items = new AttrValue.ListValue();
    fill(items);
    message.setList(items);
  };
  switch (value.kind) {
    case 'type':
      message.setType(value.type);
      break;
    case 'int':
      message.setI(value.number);
      break;
    case 'float':
      message.setF(value.number);
      break;
    case 'bool':
      message.setB(value.flag);
      break;
    case 'string':
      message.setS(new TextEncoder().encode(value.text));
      break;
    case 'ints':
      list((items) => items.setIList(value.numbers));
      break;
    case 'floats':
      list((items) => items.setFList(value.numbers));
      break;
    case 'bools':
      list((items) => items.setBList(value.flags));
      break;
    case 'shape':
      message.setShape(shapeMessage(value.shape));
      break;
    case 'tensor': {
      const tensor = new Tensor();
      tensor.setDtype(value.type);
      tensor.setTensorShape(shapeMessage(value.shape));
      tensor.setTensorContent(value.bytes);
      message.setTensor(tensor);
    }
  }
  return message;
}

/** The version of graphs that TensorFlow 2.21 writes; older libraries read it as well, as long as they know the operations. */
const producer = 1087;

/** The tag under which a graph is stored and loaded. */
export const savedModelTag = 'serve';

/**
 * Writes operations as a SavedModel, the form in which TensorFlow loads graphs.
 *
 * @param nodes in any order; the names are unique
 * @returns the bytes of saved_model.pb
 */
export function savedModelBytes(nodes: readonly GraphNode[]): Uint8Array {
  const {NodeDef, VersionDef, GraphDef, MetaGraphDef, SavedModel} = loadMessages();
  const graph = new GraphDef();
  for (const {name, op, inputs, attributes} of nodes) {
    const node = new NodeDef();
    node.setName(name);
    node.setOp(op);
    for (const input of inputs) node.addInput(input);
    for (const [attribute, value] of Object.entries(attributes)) {
      node.getAttrMap().set(attribute, attributeMessage(value));
    }
    graph.addNode(node);
  }
  const version = new VersionDef();
  version.setProducer(producer);
  graph.setVersions(version);
  const information = new MetaGraphDef.MetaInfoDef();
  information.addTags(savedModelTag);
  const metaGraph = new MetaGraphDef();
  metaGraph.setMetaInfoDef(information);
  metaGraph.setGraphDef(graph);
  const model = new SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(metaGraph);
  return model.serializeBinary();
}
