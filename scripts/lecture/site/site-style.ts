/** What the pages of the lecture add to the style of reports. */
export const siteStyle = `
.trail { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: center; justify-content: space-between; font-size: 0.9rem; margin-bottom: 20px; }
.trail a { text-decoration: none; }
button { font: inherit; font-size: 0.9rem; color: var(--text); background: var(--soft); border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible, summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
article { margin-top: 44px; padding-top: 24px; border-top: 1px solid var(--line); }
article h2 .id { color: var(--pale); font-weight: 500; text-decoration: none; margin-right: 6px; }
article h3 { margin-top: 18px; }
.statement { font-size: 1.08rem; }
.question { border-left: 3px solid var(--accent); padding-left: 14px; }
.question b, .next b { display: block; font-size: 0.85rem; color: var(--pale); font-weight: 600; }
details { margin: 12px 0; border: 1px solid var(--line); border-radius: 10px; padding: 0 16px; }
details[open] { padding-bottom: 12px; }
summary { cursor: pointer; padding: 10px 0; font-weight: 600; }
details figure { margin: 8px 0 16px; }
details .scroll { margin: 8px 0 16px; }
details tbody th { white-space: normal; }
details .wrap { overflow-wrap: break-word; }
.verdict { font-size: 1.05rem; }
.tag { display: inline-block; border-radius: 6px; padding: 1px 9px; margin-right: 8px; font-size: 0.88rem; font-weight: 600; border: 1px solid currentColor; white-space: nowrap; }
.exact, .holds { color: #116329; }
.rounded-intermediate, .holds-with-conditions { color: #7d4e00; }
.slip, .does-not-hold { color: var(--warn); }
@media (prefers-color-scheme: dark) {
  .exact, .holds { color: #6fdd8b; }
  .rounded-intermediate, .holds-with-conditions { color: #e3b341; }
}
pre.code { white-space: pre; overflow-x: auto; overflow-wrap: normal; }
p code { overflow-wrap: anywhere; }
.topics { display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 16px; list-style: none; margin: 0; padding: 0; }
.topics li { border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.topics h3 { font-size: 1.05rem; }
.topics p { font-size: 0.92rem; margin-bottom: 8px; }
.exercises li { margin-bottom: 14px; }
dialog { border: 0; margin: 0; padding: 3vh 4vw 9vh; width: 100vw; height: 100vh; max-width: none; max-height: none; background: var(--ground); color: var(--text); font-size: 1.75rem; line-height: 1.4; overflow: auto; }
dialog .slide:focus, [data-slide]:focus { outline: none; }
dialog h3 { display: none; }
dialog .panels h3 { display: block; font-size: 1.2rem; }
dialog .tag { font-size: 0.8em; padding: 2px 12px; }
dialog .slide > .statement { color: var(--pale); }
dialog .slide-title { font-size: 1.15rem; color: var(--pale); margin: 0 0 12px; }
dialog p, dialog .statement, dialog .question, dialog .verdict { font-size: inherit; max-width: 40em; }
dialog .question b { font-size: 0.7em; }
dialog figure { border: 0; margin: 0; padding: 8px 0; }
dialog figure, dialog figcaption { font-size: 1.35rem; }
dialog figure.beside { grid-template-columns: minmax(0, 1fr); }
dialog .panels > div > svg { max-height: 62vh; margin: 0 auto; }
dialog .panels:has(> :nth-child(4)) > div > svg { max-height: 29vh; }
dialog .panels.two text { font-size: 14px; }
dialog .panels.three text { font-size: 13px; }
dialog .panels:has(> :nth-child(4)) text { font-size: 18px; }
dialog select { font: inherit; max-width: 22rem; color: var(--text); background: var(--soft); border: 1px solid var(--line); border-radius: 8px; padding: 6px; }
dialog .legend { font-size: 1.15rem; flex-direction: row !important; }
dialog table { font-size: 1.3rem; }
dialog .bar { position: fixed; right: 2vw; bottom: 2vh; max-width: 96vw; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; align-items: center; font-size: 1rem; background: var(--ground); padding: 4px; }
@media (max-width: 720px) { dialog { font-size: 1.15rem; } dialog figure, dialog figcaption, dialog .legend, dialog table { font-size: 1rem; } }
@media print {
  .trail button, dialog { display: none; }
  article { break-inside: auto; margin-top: 22px; }
  details { border: 0; padding: 0; }
}
`;
