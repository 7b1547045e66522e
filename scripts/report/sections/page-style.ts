/** The style sheet of the page: light and dark, wide and narrow, and print. Figures stand on white everywhere. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #ffffff; --soft: #f6f8fa; --line: #d8dee4; --text: #1f2328; --pale: #59636e; --accent: #0a58ca; --warn: #b42318; --best: #eef6ff;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1419; --soft: #191f26; --line: #313a44; --text: #e6e9ec; --pale: #9aa5b1; --accent: #79b8ff; --warn: #ff8f85; --best: #14263a; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
}
main { max-width: 1060px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 12px; letter-spacing: -0.01em; }
h3 { font-size: 0.95rem; margin: 0 0 6px; }
p { margin: 0 0 12px; max-width: 48em; }
a { color: var(--accent); }
section { margin-top: 48px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; }
.summary { font-size: 1.1rem; max-width: none; text-wrap: pretty; }
.note { color: var(--pale); font-size: 0.9rem; max-width: none; text-wrap: pretty; }
pre { margin: 16px 0; padding: 12px 16px; background: var(--soft); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 14px 24px; margin: 20px 0 0; padding: 0; }
.facts div { min-width: 0; border-top: 1px solid var(--line); padding-top: 8px; }
.facts dt { color: var(--pale); font-size: 0.8rem; }
.facts dd { margin: 0; font-size: 0.95rem; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 24px 0 0; padding: 10px 0 0; border-top: 1px solid var(--line); font-size: 0.9rem; }
nav a { text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
.scroll {
  overflow-x: auto; scrollbar-width: thin;
  /* Shadows at the sides where there is more: those of the box lie under covers that move with the content. */
  background:
    linear-gradient(90deg, var(--ground) 40%, transparent) left / 48px 100% no-repeat local,
    linear-gradient(270deg, var(--ground) 40%, transparent) right / 48px 100% no-repeat local,
    linear-gradient(90deg, rgba(110, 118, 129, 0.55), transparent) left / 16px 100% no-repeat,
    linear-gradient(270deg, rgba(110, 118, 129, 0.55), transparent) right / 16px 100% no-repeat;
}
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
.wide { width: 100%; }
caption { text-align: left; color: var(--pale); font-size: 0.85rem; padding-bottom: 8px; }
th, td { padding: 7px 10px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: baseline; white-space: nowrap; }
thead th { color: var(--pale); font-weight: 500; font-size: 0.85rem; border-bottom: 2px solid var(--line); }
th:first-child, td:first-child { padding-left: 8px; }
th:last-child, td:last-child { padding-right: 8px; }
.left { text-align: left; }
.wrap { white-space: normal; overflow-wrap: anywhere; }
tbody th { font-weight: 600; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; border-top: 1px solid var(--line); }
.beside th, .beside td { padding: 6px 7px; }
tr.best > * { background: var(--best); }
td.bad { color: var(--warn); }
td svg, th svg { vertical-align: -1px; margin-right: 8px; background: #fff; border-radius: 3px; }
figure { margin: 0; background: #fff; color: #1f2328; border: 1px solid var(--line); border-radius: 10px; padding: 16px; }
figure > * { --ground: #fff; --line: #d8dee4; --pale: #59636e; }
.panels { display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }
.two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.panels svg { display: block; width: 100%; height: auto; }
.panels h3 { color: #1f2328; font-weight: 600; }
figcaption { color: #424a53; font-size: 0.95rem; }
figcaption p { margin: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 12px 0; padding: 0; font-size: 0.85rem; color: #1f2328; }
.legend li { display: flex; align-items: center; gap: 7px; min-width: 0; overflow-wrap: anywhere; }
.legend svg { flex: none; }
.beside { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); gap: 8px 32px; align-items: center; }
.tall { align-items: start; }
figcaption + .scroll { margin-top: 16px; }
.beside .legend { margin-top: 0; flex-direction: column; }
.beside .legend.many { flex-direction: row; }
.digits { display: grid; grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); gap: 16px 12px; list-style: none; margin: 0 0 16px; padding: 0; }
.digits li { text-align: center; font-size: 0.78rem; line-height: 1.35; }
.digits img { display: block; width: 84px; height: 84px; margin: 0 auto 4px; image-rendering: pixelated; border: 1px solid #eaeef2; }
.digits b { display: block; font-weight: 600; }
footer { margin-top: 56px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--pale); font-size: 0.85rem; }
@media (max-width: 720px) {
  main { padding: 24px 16px 40px; }
  .named tbody th { white-space: normal; min-width: 6em; }
  .named .wrap { min-width: 12em; }
  h1 { font-size: 1.6rem; }
  section { margin-top: 36px; }
  figure { padding: 12px 10px; }
  .two, .three, .beside { grid-template-columns: minmax(0, 1fr); }
  .beside .legend { flex-direction: row; }
  .beside table { font-size: 0.8rem; }
  .beside th, .beside td { padding: 6px 5px; }
  th, td { padding: 7px 9px; }
  .facts { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); }
}
@media print {
  @page { size: A4; margin: 14mm; }
  :root { color-scheme: light; --ground: #fff; --soft: #f6f8fa; --line: #c9d1d9; --text: #000; --pale: #444; --accent: #000; --warn: #8c1d13; --best: #eef6ff; }
  html { font-size: 10pt; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 22px; }
  h2, h3 { break-after: avoid; }
  figure, tr, .digits li { break-inside: avoid; }
  figure { border: 0; padding: 0; }
  figure.gallery { break-inside: auto; }
  .two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .beside { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); }
  .digits { grid-template-columns: repeat(8, 1fr); gap: 8px; }
  .digits img { width: 60px; height: 60px; }
  .digits li { font-size: 6.8pt; }
  .scroll { overflow: visible; background: none; }
  th, td, .beside th, .beside td { padding: 3px 5px; }
  table { font-size: 8.5pt; }
}
`;
