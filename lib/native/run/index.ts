/**
 * Running: a recorded call as a graph in a session of TensorFlow, which takes its inputs and gives its results in one native call.
 *
 * Variables that kernels update live in the session, and are read out of it when somebody asks for them. Several steps of training
 * may share a call. Loaded, it is what compiles functions.
 */
import './compile.ts';
