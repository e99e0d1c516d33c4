import { SEVERITIES } from '../../rule/severity.ts';
import { type Listed, SEVERITY_WORDS, weightOf } from './findings.ts';
import { html, type Markup } from './markup.ts';

/** The controls that say what is shown. They are hidden until the script of the page shows them: without it all is shown. */
export function filtersOf({ files }: Listed): Markup {
  const entries = files.flatMap((file) => file.entries);
  const rules = [...new Set(entries.map(({ first }) => first.rule))].sort();
  const checks = SEVERITIES.flatMap((severity) => {
    const number = weightOf(entries, severity);
    if (number === 0) return [];
    const { one } = SEVERITY_WORDS[severity];
    return [
      html`<label class="check"><input type="checkbox" name="severity" value="${severity}" checked> ${one[0]?.toUpperCase() ?? ''}${one.slice(1)}s <span class="number">${number}</span></label>`,
    ];
  });
  const options = rules.map(
    (rule) => html`<option value="${rule}">${rule} (${weightOf(entries.filter(({ first }) => first.rule === rule))})</option>`,
  );
  return html`<form id="filters" class="filters sheet" aria-label="Filter the findings" hidden>
<fieldset><legend>Severity</legend><div>${checks}</div></fieldset>
<div><label class="above" for="rule">Rule</label>
<select id="rule" name="rule"><option value="">All rules</option>${options}</select></div>
<div><label class="above" for="words">Words</label>
<input id="words" name="words" type="search" autocomplete="off" spellcheck="false"></div>
<button type="reset">Show all</button>
<p id="shown" role="status"></p>
</form>`;
}
