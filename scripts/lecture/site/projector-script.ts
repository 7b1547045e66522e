/**
 * The script of the pages. It shows what is marked as a slide one at a time, in large type: P or the button begins, left and
 * right, page keys and space go on and back, Home and End to the first and the last, the list to any; up and down scroll, Escape
 * ends, and the page then stands at what was shown. Before printing everything that is folded is opened.
 */
export const projectorScript = `
(() => {
  const slides = [...document.querySelectorAll('[data-slide]')];
  const button = document.querySelector('#projector');
  if (slides.length === 0 || button === null) return;
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Projector view');
  dialog.innerHTML = '<p class="slide-title"></p><div class="slide" tabindex="-1"></div><div class="bar"><select aria-label="Slides"></select><button type="button" data-by="-1" aria-label="Back">\\u2190</button><span role="status"></span><button type="button" data-by="1" aria-label="On">\\u2192</button><button type="button" data-end>Close</button></div>';
  document.body.append(dialog);
  const stage = dialog.querySelector('.slide');
  const list = dialog.querySelector('select');
  const titleOf = ({dataset}) => dataset.part === undefined ? dataset.slide : dataset.slide + ': ' + dataset.part;
  for (const [i, slide] of slides.entries()) list.add(new Option((i + 1) + ' ' + titleOf(slide), i));
  let at = 0;
  // A verdict is not understood without what it is about.
  const partsOf = (slide) =>
    slide.matches('.verdict') ? [slide.closest('article').querySelector('.statement'), slide] : [slide];
  // With names of its own: what clips a drawing on the page is not shown while it is folded, and would clip nothing.
  const copyOf = (part) => {
    const copy = document.createElement('template');
    copy.innerHTML = part.outerHTML.replaceAll(' id="', ' id="slide-').replaceAll('url(#', 'url(#slide-');
    return copy.content;
  };
  const show = (index) => {
    at = Math.min(Math.max(index, 0), slides.length - 1);
    stage.replaceChildren(...partsOf(slides[at]).map(copyOf));
    dialog.querySelector('.slide-title').textContent = titleOf(slides[at]);
    dialog.querySelector('[role=status]').textContent = (at + 1) + ' of ' + slides.length;
    list.value = at;
    // What is a little too tall for the screen is made smaller; what is much too tall, or on a telephone, scrolls.
    let zoom = 1;
    for (let i = 0; i < 3 && innerWidth > 720; i++) {
      stage.style.zoom = zoom;
      if (dialog.scrollHeight <= dialog.clientHeight) break;
      zoom *= (0.99 * dialog.clientHeight) / dialog.scrollHeight;
    }
    stage.style.zoom = zoom < 0.65 ? 1 : zoom;
    dialog.scrollTop = 0;
  };
  const begin = () => {
    // What was shown last, if it is still on the screen, or else what is at the top of it.
    const isBelow = (slide, from) => slide.checkVisibility() && slide.getBoundingClientRect().bottom > from;
    const last = slides.findIndex(
      (slide) => slide === document.activeElement && isBelow(slide, 0) && slide.getBoundingClientRect().top < innerHeight,
    );
    const near = last < 0 ? slides.findIndex((slide) => isBelow(slide, 80)) : last;
    dialog.showModal();
    show(near < 0 ? 0 : near);
    // Not a button, which the space bar would press.
    stage.focus();
  };
  button.addEventListener('click', begin);
  // A projector that is plugged in has another size.
  addEventListener('resize', () => {
    if (dialog.open) show(at);
  });
  list.addEventListener('change', () => {
    show(Number(list.value));
    stage.focus();
  });
  dialog.addEventListener('click', ({target}) => {
    if (target.dataset.by !== undefined) show(at + Number(target.dataset.by));
    if (target.dataset.end !== undefined) dialog.close();
  });
  const to = {ArrowRight: () => at + 1, PageDown: () => at + 1, ' ': () => at + 1, ArrowLeft: () => at - 1, PageUp: () => at - 1, Home: () => 0, End: () => slides.length - 1};
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!dialog.open) {
      if (event.key === 'p' || event.key === 'P') begin();
      return;
    }
    if (event.target === list || (event.key === ' ' && event.target.tagName === 'BUTTON')) return;
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    show(to[event.key]());
  });
  dialog.addEventListener('close', () => {
    const slide = slides[at];
    for (let fold = slide.closest('details'); fold !== null; fold = fold.parentElement.closest('details')) fold.open = true;
    slide.tabIndex = -1;
    slide.focus({preventScroll: true});
    slide.scrollIntoView();
  });
})();
addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('details')) each.open = true;
});
`;
