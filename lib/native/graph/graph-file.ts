import {createRequire} from 'node:module';
import {join} from 'node:path';
import {locatePackage} from '../start/index.ts';

/** The value of an attribute in the form of a graph file. */
export type AttributeValue =
  | {readonly kind: 'type'; readonly type: number}
  | {readonly kind: 'int' | 'float'; readonly number: number}
  | {readonly kind: 'ints' | 'floats'; readonly numbers: readonly number[]}
  | {readonly kind: 'bool'; readonly flag: boolean}
  | {readonly kind: 'bools'; readonly flags: readonly boolean[]}
  | {readonly kind: 'string'; readonly text: string}
  | {readonly kind: 'shape'; readonly shape: readonly number[]}
  | {readonly kind: 'tensor'; readonly type: number; readonly shape: readonly number[]; readonly bytes: Uint8Array};

/** One operation as it stands in a graph file; inputs are `name:output`. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A protocol buffer under construction; the names of its methods follow from those of the fields. */
interface Message {
  serializeBinary(): Uint8Array;
}

interface NodeMessage extends Message {
  setName(name: string): void;
  setOp(op: string): void;
  addInput(input: string): void;
  getAttrMap(): {set(name: string, value: AttributeMessage): void};
}

interface ListMessage extends Message {
  setIList(values: readonly number[]): void;
  setFList(values: readonly number[]): void;
  setBList(values: readonly boolean[]): void;
}

interface AttributeMessage extends Message {
  setS(bytes: Uint8Array): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setType(type: number): void;
  setShape(shape: ShapeMessage): void;
  setTensor(tensor: TensorMessage): void;
  setList(list: ListMessage): void;
}

interface DimensionMessage extends Message {
  setSize(size: number): void;
}

interface ShapeMessage extends Message {
  addDim(dimension: DimensionMessage): void;
}

interface TensorMessage extends Message {
  setDtype(type: number): void;
  setTensorShape(shape: ShapeMessage): void;
  setTensorContent(bytes: Uint8Array): void;
}

interface VersionMessage extends Message {
  setProducer(version: number): void;
}

interface GraphMessage extends Message {
  addNode(node: NodeMessage): void;
  setVersions(version: VersionMessage): void;
}

interface MetaGraphMessage extends Message {
  setMetaInfoDef(information: Message & {addTags(tag: string): void}): void;
  setGraphDef(graph: GraphMessage): void;
}

interface SavedModelMessage extends Message {
  setSavedModelSchemaVersion(version: number): void;
  addMetaGraphs(graph: MetaGraphMessage): void;
}

/** TensorFlow's protocol buffers as tfjs-node ships them. */
interface Messages {
  NodeDef: new () => NodeMessage;
  AttrValue: (new () => AttributeMessage) & {ListValue: new () => ListMessage};
  Tensor: new () => TensorMessage;
  TensorShape: (new () => ShapeMessage) & {Dim: new () => DimensionMessage};
  VersionDef: new () => VersionMessage;
  GraphDef: new () => GraphMessage;
  MetaGraphDef: (new () => MetaGraphMessage) & {MetaInfoDef: new () => Message & {addTags(tag: string): void}};
  SavedModel: new () => SavedModelMessage;
}

let loaded: Messages | undefined;

/** Loads the protocol buffers from the package that the native backend comes from. */
export function loadMessages(): Messages {
  if (loaded === undefined) {
    const folder = locatePackage('@tensorflow/tfjs-node');
    if (folder === null) throw new Error('internal: the native backend runs without the package @tensorflow/tfjs-node');
    loaded = createRequire(join(folder, 'package.json'))('./dist/proto/api_pb.js') as Messages;
  }
  return loaded;
}

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
