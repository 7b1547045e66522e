const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** Draws a line for each list of losses, by their logarithm. */
export function drawCurves(canvas, legend, curves, epochs) {
  const pen = canvas.getContext('2d');
  const {width, height} = canvas;
  const all = Object.values(curves).flat();
  const [low, high] = [Math.log(Math.min(...all)), Math.log(Math.max(...all))];
  const place = (loss, i) => [
    40 + ((width - 60) * i) / (epochs - 1),
    20 + ((height - 40) * (high - Math.log(loss))) / (high - low || 1),
  ];
  pen.clearRect(0, 0, width, height);
  pen.strokeStyle = pen.fillStyle = '#555';
  pen.strokeRect(40, 20, width - 60, height - 40);
  pen.fillText(Math.exp(high).toFixed(2), 4, 24);
  pen.fillText(Math.exp(low).toFixed(2), 4, height - 20);
  for (const [k, losses] of Object.values(curves).entries()) {
    pen.strokeStyle = colours[k];
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [i, loss] of losses.entries()) pen.lineTo(...place(loss, i));
    pen.stroke();
  }
  legend.replaceChildren(
    ...Object.keys(curves).map((name, k) => {
      const word = document.createElement('span');
      word.textContent = `${name} `;
      word.style.color = colours[k];
      return word;
    }),
  );
}
