/**
 * The script of the page: it shows the controls, which are of no use without it, and hides the findings that they leave out. It builds no HTML and reads
 * nothing but the page.
 */
export const SCRIPT = `
(() => {
  const form = document.getElementById('filters');
  const status = document.getElementById('shown');
  if (!form || !status) return;
  const findings = [...document.querySelectorAll('[data-severity]')];
  const groups = [...document.querySelectorAll('[data-findings]')];
  const texts = new Map(findings.map((each) => [each, each.textContent.toLowerCase()]));
  const apply = () => {
    const wanted = new Set([...form.querySelectorAll('input[type=checkbox]:checked')].map(({ value }) => value));
    const rule = form.elements.rule.value;
    const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    let all = 0;
    for (const each of findings) {
      const { severity, rule: own } = each.dataset;
      each.hidden = !(wanted.has(severity) && (rule === '' || rule === own) && words.every((word) => texts.get(each).includes(word)));
      all += Number(each.dataset.count);
      if (!each.hidden) shown += Number(each.dataset.count);
    }
    for (const group of groups) group.hidden = !group.querySelector('[data-severity]:not([hidden])');
    status.textContent = shown === all ? 'All ' + all + ' shown' : shown + ' of ' + all + ' shown';
  };
  form.hidden = false;
  form.parentElement.classList.add('filtering');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest('[hidden]')) { form.reset(); setTimeout(() => target.scrollIntoView()); }
  });
  apply();
})();
`;

/** What the policy of the page knows it by: SHA-256 of the text as it stands between its tags. */
export const SCRIPT_HASH = 'sha256-nkuxGfpvk1COBS7dKOCukUmf/sF9/pGS5SasZIwBolY=';
