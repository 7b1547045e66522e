import {createRequire} from 'node:module';
import {join} from 'node:path';
import {locatePackage} from '../start/index.ts';

/** A protocol buffer under construction; the names of its methods follow from those of the fields. */
export interface Message {
  serializeBinary(): Uint8Array;
}

interface NodeMessage extends Message {
  setName(name: string): void;
  setOp(op: string): void;
  addInput(input: string): void;
  getAttrMap(): {set(name: string, value: AttributeMessage): void};
}

export interface ListMessage extends Message {
  setIList(values: readonly number[]): void;
  setFList(values: readonly number[]): void;
  setBList(values: readonly boolean[]): void;
}

export interface AttributeMessage extends Message {
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

export interface ShapeMessage extends Message {
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
export interface Messages {
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
