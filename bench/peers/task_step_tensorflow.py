"""The training step in TensorFlow: Keras's own, tf.function without and with XLA, and TensorFlow's fused kernels."""

import keras
import tensorflow as tf

import tf_network as network


def with_keras(task):
    """Keras's train_on_batch."""
    model = network.compiled_model(task)
    x, y = network.examples(task, task["batch"])
    return lambda: model.train_on_batch(x, y)


def with_function(task, xla):
    """A tf.function of a Keras model and a Keras optimizer."""
    model = network.keras_model(task)
    optimizer = keras.optimizers.Adam(0.001, epsilon=1e-7)
    optimizer.build(model.trainable_variables)
    x, y = network.examples(task, task["batch"])

    @tf.function(jit_compile=xla)
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, model(x, training=True)))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return loss

    return lambda: step(x, y).numpy()


def with_kernels(task):
    """A session's graph of TensorFlow's own operations with the fused ResourceApplyAdam, the data in variables: its fastest form."""
    v1 = tf.compat.v1
    with tf.Graph().as_default() as graph:
        weights = network.variables(task, lambda values: v1.Variable(values, use_resource=True))
        x, y = (v1.Variable(values, trainable=False, use_resource=True) for values in network.arrays(task, task["batch"]))
        loss = network.loss_of(task, weights, tf.identity(x), tf.identity(y))
        update = v1.train.AdamOptimizer(0.001, epsilon=1e-7).minimize(loss, var_list=weights)
        session = v1.Session(graph=graph)
        session.run(v1.global_variables_initializer())
        step = session.make_callable([loss, update])
    return lambda: step()[0]


def call_of(contender, task):
    """The call of a contender."""
    if contender == "keras":
        return with_keras(task)
    if contender == "tf-raw":
        return with_kernels(task)
    return with_function(task, contender == "tf-xla")
