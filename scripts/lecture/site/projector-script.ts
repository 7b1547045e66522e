/**
 * The script of the pages. It shows what is marked as a slide one at a time, in large type: P or the button begins, left and
 * right, page keys and space go on and back, up and down scroll, Escape ends. Before printing everything that is folded is opened.
 */
export const projectorScript = `
(() => {
  const slides = [...document.querySelectorAll('[data-slide]')];
  const button = document.querySelector('#projector');
  if (slides.length === 0 || button === null) return;
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Projector view');
  dialog.innerHTML = '<p class="slide-title"></p><div class="slide" tabindex="-1"></div><div class="bar"><button type="button" data-by="-1" aria-label="Back">\\u2190</button><span role="status"></span><button type="button" data-by="1" aria-label="On">\\u2192</button><button type="button" data-end>Close</button></div>';
  document.body.append(dialog);
  let at = 0;
  const show = (index) => {
    at = Math.min(Math.max(index, 0), slides.length - 1);
    const slide = slides[at].cloneNode(true);
    for (const element of [slide, ...slide.querySelectorAll('[id]')]) element.removeAttribute('id');
    dialog.querySelector('.slide-title').textContent = slides[at].dataset.slide;
    dialog.querySelector('.slide').replaceChildren(slide);
    dialog.querySelector('[role=status]').textContent = (at + 1) + ' of ' + slides.length;
    dialog.scrollTop = 0;
  };
  const begin = () => {
    const near = slides.findIndex((slide) => (slide.closest('article') ?? slide).getBoundingClientRect().bottom > 80);
    show(near < 0 ? 0 : near);
    dialog.showModal();
    // Not a button, which the space bar would press.
    dialog.querySelector('.slide').focus();
  };
  button.addEventListener('click', begin);
  dialog.addEventListener('click', ({target}) => {
    if (target.dataset.by !== undefined) show(at + Number(target.dataset.by));
    if (target.dataset.end !== undefined) dialog.close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!dialog.open) {
      if (event.key === 'p' || event.key === 'P') begin();
      return;
    }
    const on = ['ArrowRight', 'PageDown'].includes(event.key) || (event.key === ' ' && event.target.tagName !== 'BUTTON');
    const by = on ? 1 : ['ArrowLeft', 'PageUp'].includes(event.key) ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    show(at + by);
  });
  dialog.addEventListener('close', () => slides[at].closest('article')?.scrollIntoView());
})();
addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('details')) each.open = true;
});
`;
