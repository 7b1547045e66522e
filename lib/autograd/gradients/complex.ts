import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';

// The gradient of a real loss with respect to z = x + iy is kept as dL/dx + i dL/dy.

export const complex = gradientRule(tf.Complex, [], (dy) => ({real: () => tf.real(dy), imag: () => tf.imag(dy)}));

export const real = gradientRule(tf.Real, [], (dy) => ({input: () => tf.complex(dy, tf.zerosLike(dy))}));

export const imaginary = gradientRule(tf.Imag, [], (dy) => ({input: () => tf.complex(tf.zerosLike(dy), dy)}));

/** d|z| = (x dx + y dy) / |z|, and 0 at z = 0. */
export const magnitude = gradientRule(tf.ComplexAbs, ['x'], (dy, [z]) => ({
  x: () => {
    const scaled = tf.divNoNan(dy, tf.abs(z!));
    return tf.complex(tf.mul(scaled, tf.real(z!)), tf.mul(scaled, tf.imag(z!)));
  },
}));

const scaled = (z: tf.Tensor, factor: number): tf.Tensor =>
  tf.complex(tf.mul(tf.real(z), factor), tf.mul(tf.imag(z), factor));

/** The conjugate transpose of the Fourier matrix is n times its inverse. */
export const fourier = gradientRule(tf.FFT, [], (dy) => ({input: () => scaled(tf.ifft(dy), dy.shape.at(-1)!)}));

export const inverseFourier = gradientRule(tf.IFFT, [], (dy) => ({
  input: () => scaled(tf.fft(dy), 1 / dy.shape.at(-1)!),
}));
