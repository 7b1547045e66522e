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
    """A graph of TensorFlow's own operations with the fused ResourceApplyAdam."""
    weights = network.variables(task)
    slots = [(tf.Variable(tf.zeros_like(w)), tf.Variable(tf.zeros_like(w))) for w in weights]
    powers = tf.Variable(1.0), tf.Variable(1.0)
    x, y = network.examples(task, task["batch"])

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = network.loss_of(task, weights, x, y)
        gradients = tape.gradient(loss, weights)
        first, second = powers[0].assign(powers[0] * 0.9), powers[1].assign(powers[1] * 0.999)
        for weight, (m, v), gradient in zip(weights, slots, gradients):
            tf.raw_ops.ResourceApplyAdam(
                var=weight.handle,
                m=m.handle,
                v=v.handle,
                beta1_power=first,
                beta2_power=second,
                lr=0.001,
                beta1=0.9,
                beta2=0.999,
                epsilon=1e-7,
                grad=gradient,
            )
        return loss

    return lambda: step(x, y).numpy()


def prepare(contender, task):
    """The call of a contender and its steps."""
    if contender == "keras":
        return with_keras(task), 1
    if contender == "tf-raw":
        return with_kernels(task), 1
    return with_function(task, contender == "tf-xla"), 1
