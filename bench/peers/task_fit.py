"""An epoch of Keras's fit of an ordinary model: softmax output, categorical cross-entropy, accuracy."""

import keras

import tf_network as network


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    assert contender == "keras"
    model = keras.Sequential([network.keras_model(task), keras.layers.Softmax()])
    optimizer = keras.optimizers.Adam(0.001, epsilon=1e-7)
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    x, y = network.examples(task, task["batch"] * task["batches"])

    def call():
        epoch = model.fit(x, y, batch_size=task["batch"], epochs=1, shuffle=False, verbose=0)
        return epoch.history["loss"][0]

    loss, _ = model.evaluate(x, y, batch_size=task["batch"], verbose=0)
    # The loss of an epoch depends on where an Adam has its epsilon, that of the initial weights does not.
    return call, lambda _: loss, task["batches"]
