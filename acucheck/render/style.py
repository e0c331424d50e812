"""The look of the HTML page: large print, light and dark, any width, and paper: 11 points for the patient."""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #fff; --ink: #1a1a1a; --soft: #4a4a4a; --line: #767676; --card: #f4f4f1; --skin: #faf8f4;
  --avoid: #9b1c1c; --refer: #6b2a86; --caution: #7a4b00;
  --avoid-fill: #f2c4c4; --refer-fill: #e3cdec; --caution-fill: #f3e2b8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161616; --ink: #f0f0f0; --soft: #c4c4c4; --line: #9a9a9a; --card: #222; --skin: #2b2b2b;
    --avoid: #ff9d9d; --refer: #dcb0f0; --caution: #f0c674;
    --avoid-fill: #5c2020; --refer-fill: #47285a; --caution-fill: #4f3c12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.25rem/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; margin: 0 0 .4rem; }
h1 { font-size: 1.36em; }
h2 { font-size: 1.05em; margin-top: 1.5em; border-bottom: 2px solid var(--line); }
h3 { font-size: 1em; }
p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding-left: 1.5em; }
.title, .note { color: var(--soft); font-size: .85em; }
a { color: inherit; }
time { white-space: nowrap; }
.verdict { border: 3px solid var(--ink); padding: .5em .8em; margin: .6em 0; }
.block { border-left: 6px solid var(--line); padding-left: .7em; margin: .7em 0; }
.block.caution { border-color: var(--caution); }
.block.refer { border-color: var(--refer); }
.block.avoid { border-color: var(--avoid); }
dl { display: grid; grid-template-columns: fit-content(30%) minmax(0, 1fr); gap: .1em .8em; }
dt { grid-column: 1; font-weight: 600; color: var(--soft); }
dd { grid-column: 2; }
table { border-collapse: collapse; width: 100%; }
tr { border-bottom: 1px solid var(--line); }
th, td { padding: .2em .6em .2em 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 400; }
thead th { font-weight: 600; color: var(--soft); }
td { font-weight: 600; min-width: 6.5em; }
td.caution { color: var(--caution); }
td.refer { color: var(--refer); }
td.avoid { color: var(--avoid); }
figure { display: flex; flex-wrap: wrap; gap: 1em; margin: 1em 0; padding: .7em; background: var(--card); }
.views { flex: 0 1 auto; margin: 0 auto; text-align: center; }
.views svg { width: 12.5em; max-width: 100%; height: auto; vertical-align: top; }
figcaption { flex: 1 1 20rem; min-width: 0; columns: 18em; column-gap: 1.5em; }
figcaption > * { margin-bottom: .4em; }
figcaption ol { padding: 0; list-style: none; }
figcaption li { display: flex; gap: .4em; align-items: center; margin-bottom: .2em; break-inside: avoid; }
.sign { flex: none; width: 2.1em; height: 1.37em; }
.swatch { width: 1.5em; height: 1em; border: 1px solid var(--ink); vertical-align: -.1em; }
.body { fill: var(--skin); stroke: var(--line); stroke-width: .8; }
.a-avoid { fill: url(#p-avoid); stroke: var(--avoid); stroke-width: 2; }
.a-refer { fill: url(#p-refer); stroke: var(--refer); stroke-width: 2; }
.a-caution { fill: url(#p-caution); stroke: var(--caution); stroke-width: 2; }
.f-avoid { fill: var(--avoid-fill); }
.f-refer { fill: var(--refer-fill); }
.f-caution { fill: var(--caution-fill); }
.a-elsewhere { fill: none; stroke: var(--soft); stroke-width: 1.4; stroke-dasharray: 4 3; }
.ink { stroke: var(--ink); stroke-width: 1.2; fill: none; }
.dot { fill: var(--ink); }
.under { stroke: var(--ground); stroke-width: 4; fill: none; }
.lead { stroke: var(--ink); stroke-width: 1.4; fill: none; }
.spot { fill: var(--ink); stroke: var(--ground); stroke-width: 1; }
.badge { fill: var(--ground); stroke: var(--ink); stroke-width: 1.5; stroke-linejoin: round; }
.b-go { stroke-width: 1; }
.b-care { stroke: var(--caution); stroke-width: 2.5; }
.b-ask { stroke: var(--refer); stroke-width: 2.5; }
.b-out { fill: var(--avoid); stroke: var(--ground); }
.number, .letter { font: 600 22px system-ui, sans-serif; text-anchor: middle; fill: var(--ink); }
.n-out { fill: var(--ground); }
@media (max-width: 30rem) {
  body { font-size: 1.125rem; }
  main { padding: .6rem; }
  dl { display: block; }
  dd { margin-bottom: .3em; }
  ul, ol { padding-left: 1.2em; }
  .block { padding-left: .5em; }
  figure { padding: .3em; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; overflow-wrap: break-word; }
  tr { padding: .3em 0; }
  td { padding-left: 1em; min-width: 0; }
  td[data-label]::before { content: attr(data-label) ": "; font-weight: 400; color: var(--soft); }
}
@page { margin: 12mm; }
@media print {
  :root {
    --ground: #fff; --ink: #000; --soft: #333; --line: #777; --card: #fff; --skin: #fff;
    --avoid: #000; --refer: #000; --caution: #000; --avoid-fill: #ddd; --refer-fill: #eee; --caution-fill: #fff;
  }
  body { font-size: 11pt; line-height: 1.18; }
  .practitioner { font-size: 9pt; line-height: 1.1; }
  main { max-width: none; padding: 0; orphans: 4; widows: 4; }
  a { text-decoration: none; }
  .jump { display: none; }
  .title, .note { font-size: 1em; }
  h1 { margin-bottom: .1em; }
  h2 { margin: .5em 0 .1em; border-width: 1px; }
  h3 { margin-bottom: .1em; }
  .verdict, .block { margin: .2em 0; }
  .verdict, .block, tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  dl { gap: 0 .8em; }
  th, td { padding: .05em .6em .05em 0; }
  figure { gap: .6em; margin: .2em 0; padding: .3em; border: 1px solid var(--line); }
  .views svg { width: 8em; }
  .practitioner .views svg { width: 9.8em; }
  .practitioner main { columns: 2; column-gap: 6mm; }
  .practitioner .verdict, .practitioner section:has(figure) { column-span: all; }
  figcaption { columns: auto; }
  figcaption li { margin: 0; }
  .long { line-height: 1.1; }
  .long main { columns: 2; column-gap: 6mm; }
  .long .verdict, .long section:has(figure) { column-span: all; }
  .long .block { margin: .12em 0; padding-left: .4em; border-left-width: 3px; }
  .long h2 { margin: .35em 0 .1em; }
  .long dl { display: block; }
  .long dt, .long dd { display: inline; }
  .long dt { margin-right: .5em; }
  .long dd + dt::before, .long dd + dd::before { content: "\\A"; white-space: pre; }
  .long dl:has([id^="source-"]) dd + dt::before { content: " "; }
}
"""
