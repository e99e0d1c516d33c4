/** The style of the page: light and dark, one column on narrow screens. Colours meet a contrast of 4.5 on every ground that they stand on. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --sheet: #ffffff; --sunken: #f6f8fa; --line: #d3d9e1; --text: #1a2028; --dim: #556070; --link: #0a57a8;
  --error: #ab1f17; --error-ground: #fdecea; --warning: #7d4b00; --warning-ground: #fff3d9; --info: #0a57a8; --info-ground: #e7f1fc;
  --good: #17633a; --good-ground: #e4f5eb; --master: #17633a; --on-master: #ffffff; --focus: #0a57a8;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1217; --sheet: #161b22; --sunken: #10151b; --line: #2d3641; --text: #e5e9ef; --dim: #9ba7b5; --link: #82bcff;
    --error: #ff9489; --error-ground: #35191a; --warning: #f2bd4c; --warning-ground: #322508; --info: #82bcff; --info-ground: #12263d;
    --good: #74d39a; --good-ground: #12291c; --master: #74d39a; --on-master: #0c1a12; --focus: #82bcff;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 var(--sans); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
code, pre, .path, .mono { font-family: var(--mono); font-size: .875em; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
h1 { font-size: 1.5rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; }
h4 { font-size: 1rem; }
p { margin: .4rem 0; }
ul { margin: .4rem 0; padding-left: 1.2rem; }
.dim { color: var(--dim); }
.small { font-size: .875rem; }
.skip { position: absolute; left: -100vw; top: .5rem; padding: .5rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; z-index: 2; }
.skip:focus { left: .5rem; }
.top, .frame, .foot { max-width: 1240px; margin: 0 auto; padding: 0 1.5rem; }
.top { padding-top: 1.75rem; padding-bottom: 1.25rem; }
.top p { margin: .25rem 0 0; }
.top nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem .5rem; padding: 0; margin: 1rem 0 0; }
.top nav a { display: block; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 999px; background: var(--sheet); color: var(--text); text-decoration: none; }
.top nav a:hover { border-color: var(--dim); text-decoration: underline; }
.filtering { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 0 2rem; align-items: start; }
.filtering .filters { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
.number { color: var(--dim); font-variant-numeric: tabular-nums; }
main > section { margin-bottom: 2.5rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; }
.filters fieldset { border: 0; margin: 0 0 .9rem; padding: 0; }
.filters legend, .filters label.above { font-weight: 600; font-size: .875rem; padding: 0; display: block; margin-bottom: .3rem; }
.filters .check { display: flex; align-items: center; gap: .5rem; padding: .2rem 0; }
.filters .check .number { margin-left: auto; }
.filters input[type=checkbox] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--link); }
.filters select, .filters input[type=search], .filters button { width: 100%; font: inherit; font-size: .9375rem; color: var(--text); background: var(--sheet); border: 1px solid var(--dim); border-radius: 6px; padding: .4rem .5rem; margin-bottom: .9rem; min-height: 2.4rem; }
.filters button { cursor: pointer; margin-bottom: .4rem; }
.filters button:hover { background: var(--sunken); }
.filters > p { margin: 0; font-size: .875rem; color: var(--dim); }
.tiles { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .75rem; list-style: none; margin: 0 0 .75rem; padding: 0; }
.tile { border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); padding: .75rem 1rem; }
.tile b { display: block; font-size: 1.75rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tile.error { background: var(--error-ground); border-color: var(--error); color: var(--error); }
.tile.warning { background: var(--warning-ground); border-color: var(--warning); color: var(--warning); }
.tile.info { background: var(--info-ground); border-color: var(--info); color: var(--info); }
.tile.good { background: var(--good-ground); border-color: var(--good); color: var(--good); grid-column: 1 / -1; }
.profiles { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .25rem 0 .5rem; }
.chip { display: inline-flex; align-items: baseline; gap: .4em; border-radius: 999px; padding: .1rem .7rem; font-size: .875rem; font-weight: 600; border: 1px solid currentColor; }
.chip.error { color: var(--error); background: var(--error-ground); }
.chip.warning { color: var(--warning); background: var(--warning-ground); }
.chip.info { color: var(--info); background: var(--info-ground); }
.chip.good { color: var(--good); background: var(--good-ground); }
.chip.none { color: var(--dim); background: var(--sheet); }
.file { margin: 0 0 1.75rem; }
.file h3 { font-size: 1rem; }
.file > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; margin-bottom: .6rem; }
.finding { background: var(--sheet); border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 8px; padding: .85rem 1.1rem 1rem; margin-bottom: .9rem; }
.finding.error { --edge: var(--error); }
.finding.warning { --edge: var(--warning); }
.finding.info { --edge: var(--info); }
.finding:target { outline: 3px solid var(--focus); outline-offset: 2px; }
.finding .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem .8rem; margin: 0 0 .35rem; font-size: .875rem; }
.finding .meta a.place { margin-left: auto; }
.excerpt { margin: .6rem 0; padding: .45rem 0; border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); font: .8125rem/1.6 var(--mono); }
.excerpt .row { display: grid; grid-template-columns: 3.4em minmax(0, 1fr); padding-right: .9rem; }
.excerpt .row.at { background: var(--sheet); box-shadow: inset 3px 0 0 var(--edge, var(--dim)); }
.excerpt .no { padding-right: .9em; text-align: right; color: var(--dim); user-select: none; overflow-wrap: normal; }
.excerpt code { font: inherit; white-space: pre-wrap; tab-size: 4; }
.excerpt mark { color: inherit; background: none; font-weight: 700; text-decoration: underline wavy var(--edge); text-decoration-thickness: 1.5px; text-underline-offset: 3px; text-decoration-skip-ink: none; }
.excerpt .row.at mark { background: var(--mark, transparent); border-radius: 2px; }
.finding.error .excerpt { --mark: var(--error-ground); }
.finding.warning .excerpt { --mark: var(--warning-ground); }
.finding.info .excerpt { --mark: var(--info-ground); }
.notes { margin: .5rem 0 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem .9rem; }
.notes dt { font-weight: 600; font-size: .875rem; padding-top: .08rem; }
.notes dd { margin: 0; }
.notes .dim dd, .notes dd.dim { font-size: .9375rem; }
.related { margin: .6rem 0 0; }
.related p { margin: .5rem 0 -.3rem; font-size: .9375rem; }
details > summary { cursor: pointer; padding: .2rem 0; }
.cluster { margin-bottom: 1.5rem; }
.cluster h4 { margin: 1.25rem 0 .4rem; }
.scroll { overflow-x: auto; max-width: 100%; border-radius: 6px; padding: 3px; margin: 0 -3px; overflow-wrap: normal; }
.drawing { display: block; font-family: var(--sans); }
.drawing text { fill: var(--text); font-size: 13px; }
.drawing .faint { fill: var(--dim); font-size: 12px; }
.drawing .code { font-family: var(--mono); font-size: 12px; }
.drawing .strong { font-weight: 700; }
.drawing .node { fill: var(--sheet); stroke: var(--text); stroke-width: 1.5; }
.drawing .lane { fill: var(--sunken); stroke: var(--line); }
.drawing .stem { stroke: var(--dim); stroke-dasharray: 2 4; }
.drawing .member { fill: var(--sheet); stroke: var(--text); stroke-width: 1.5; }
.drawing .member.holds { fill: var(--master); stroke: var(--master); }
.drawing .on-master { fill: var(--on-master); font-weight: 700; }
.drawing .bus { stroke: var(--dim); stroke-width: 2; }
.drawing .peers { fill: none; stroke: var(--dim); stroke-width: 1.75; }
.drawing .peers.oneway { stroke: var(--error); stroke-dasharray: 5 3; }
.drawing .head { fill: var(--dim); }
.drawing .head.oneway { fill: var(--error); }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; color: var(--dim); margin: .5rem 0 0; padding: 0; list-style: none; }
.key .pill { display: inline-block; width: 1.7em; height: .85em; border-radius: 999px; border: 1.5px solid var(--text); vertical-align: -.08em; }
.key .pill.holds { background: var(--master); border-color: var(--master); }
.key .sign { font-weight: 700; font-size: 1.15em; line-height: 1; }
.key .sign.oneway { color: var(--error); }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; padding: 0 0 .4rem; color: var(--dim); font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .8125rem; color: var(--dim); border-bottom-color: var(--dim); }
tbody th { font-weight: 400; }
tbody th.group { font-weight: 600; padding-top: 1rem; }
td .why { display: block; max-width: 48rem; color: var(--dim); font-size: .875rem; margin-top: .15rem; }
td.bad b { color: var(--error); }
.outcomes thead th { width: 15%; }
.outcomes thead th:first-child { width: 28%; }
.outcomes thead th:nth-child(3) { width: 38%; }
.members td, .members th { white-space: nowrap; }
.foot { padding-top: 1rem; padding-bottom: 2.5rem; color: var(--dim); font-size: .875rem; }
@media (max-width: 860px) {
  .top, .frame, .foot { padding-left: 1rem; padding-right: 1rem; }
  .filtering { grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
  .filtering .filters { position: static; max-height: none; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 1rem; }
  .filters fieldset { grid-column: 1 / -1; }
  .filters fieldset div { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; }
  .filters .check .number { margin-left: 0; }
}
@media (max-width: 560px) {
  .tile { padding: .55rem .7rem; }
  .tile b { font-size: 1.4rem; }
  .filtering .filters { grid-template-columns: minmax(0, 1fr); }
  .sheet, .finding { padding-left: .8rem; padding-right: .8rem; }
  .finding .meta a.place { margin-left: 0; }
  .notes { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .notes dt { margin-top: .4rem; }
  .outcomes, .outcomes tbody { display: block; }
  .outcomes thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .outcomes tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .outcomes th, .outcomes td { display: block; border: 0; padding: .1rem 0; }
  .outcomes th { font-weight: 600; }
  .outcomes td[data-head] { display: grid; grid-template-columns: 7rem minmax(0, 1fr); }
  .outcomes td[data-head]::before { content: attr(data-head); color: var(--dim); font: .875rem/1.6 var(--sans); }
  .outcomes td.none { display: none; }
}
@media print {
  body { background: none; }
  .top nav, .filters, .skip { display: none !important; }
  .filtering { display: block; }
  .finding, .sheet { break-inside: avoid; }
}
`;

/** What the policy of the page knows it by: SHA-256 of the text as it stands between its tags. */
export const STYLE_HASH = 'sha256-RFclwj+Of55Wzi5n1nB8YQNRnrxEMX7pqObYkJZSl2U=';
