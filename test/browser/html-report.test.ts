import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, WITHOUT_CHROMIUM } from '../helpers/chromium.ts';
import { ROOT } from '../helpers/guide.ts';
import { kvlint } from '../helpers/session.ts';

/** Text that would do something if it were not escaped, where a message quotes it and where the source is shown. */
const HOSTILE = `vrrp_instance </pre><script>console.error('run')</script><img/src="x"onerror=alert(1)> {
    interfce "<b>eth0</b>"
    virtual_router_id 51
}
`;

const PAGES = ['showcase', 'failover', 'hostile', 'clean'] as const;
type Page = (typeof PAGES)[number];

let folder: string;
let browser: Browser;
/** What the browser complains of. */
const complaints: string[] = [];

beforeAll(async () => {
  if (WITHOUT_CHROMIUM) return;
  folder = mkdtempSync(join(tmpdir(), 'kvlint-html-'));
  writeFileSync(join(folder, 'keepalived.conf'), HOSTILE);
  await write('showcase', `${ROOT}fixtures`, ['showcase', '--profile', 'recommended', '--profile', 'l3-only']);
  await write('failover', `${ROOT}fixtures`, ['failover']);
  await write('hostile', folder, ['keepalived.conf']);
  await write('clean', `${ROOT}fixtures`, ['clean.conf']);
  browser = await Browser.start();
  await browser.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  browser.listen(({ method, params }) => {
    if (/^(?:Log\.entryAdded|Runtime\.(?:consoleAPICalled|exceptionThrown)|Page\.javascriptDialogOpening)$/.test(method)) {
      complaints.push(JSON.stringify(params));
    }
  });
});

afterAll(async () => {
  await browser?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function write(page: Page, workingDirectory: string, args: readonly string[]): Promise<void> {
  const { stdout } = await kvlint(workingDirectory, [...args, '--format', 'html']);
  writeFileSync(join(folder, `${page}.html`), stdout);
}

async function open(page: Page, width = 1280, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await browser.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await browser.open(pathToFileURL(join(folder, `${page}.html`)).href);
}

/** Findings that can be seen. */
const SHOWN = "[...document.querySelectorAll('[data-severity]')].filter((each) => each.checkVisibility()).length";

describe.skipIf(WITHOUT_CHROMIUM)('the page of --format html', () => {
  it.each(PAGES)('%s loads without a word of the console, and nothing from elsewhere', async (page) => {
    complaints.length = 0;
    await open(page);
    const loaded = await browser.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
    expect(complaints).toEqual([]);
    expect(loaded).toEqual([]);
  });

  it('shows what a configuration says as text', async () => {
    await open('hostile');
    expect(await browser.evaluate("document.querySelectorAll('article img, article script, article b').length")).toBe(0);
    expect(await browser.evaluate('document.body.textContent')).toContain('</pre><script>console.error');
  });

  it.each(PAGES.flatMap((page) => [400, 1280].map((width) => [page, width] as const)))('%s fits a window of %i', async (page, width) => {
    await open(page, width);
    expect(await browser.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it.each(PAGES)('%s has one h1, headings in order, landmarks, and names for what they begin', async (page) => {
    await open(page);
    const levels = await browser.evaluate<number[]>(
      "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ tagName }) => Number(tagName[1]))",
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    for (const landmark of ['header', 'nav', 'main', 'footer']) {
      expect(await browser.evaluate(`document.querySelectorAll('body > ${landmark}, body > header > ${landmark}').length`), landmark).toBe(
        1,
      );
    }
    const broken = `[...document.querySelectorAll('[aria-labelledby], a[href^="#"]')]
      .map((each) => each.getAttribute('aria-labelledby') ?? each.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id))`;
    expect(await browser.evaluate(broken)).toEqual([]);
    const twice = "[...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index)";
    expect(await browser.evaluate(twice)).toEqual([]);
    expect(await browser.evaluate("[...document.querySelectorAll('th:not([scope])')].length")).toBe(0);
  });

  it.each([400, 1280])('the tabulator reaches every control in the order of the page, visibly, at %i', async (width) => {
    await open('showcase', width);
    const wanted = await browser.evaluate<string[]>(`(() => {
      window.name_ = (each) => each.id || each.getAttribute('href') || each.getAttribute('aria-label') || each.textContent.trim() || each.value;
      const all = 'a[href], input, select, button, summary, [tabindex="0"]';
      return [...document.querySelectorAll(all)].filter((each) => each.checkVisibility()).map(name_);
    })()`);
    const reached: string[] = [];
    for (let i = 0; i < wanted.length; i++) {
      await browser.press('Tab');
      const { name, isMarked } = await browser.evaluate<{ name: string; isMarked: boolean }>(
        "({ name: name_(document.activeElement), isMarked: getComputedStyle(document.activeElement).outlineStyle !== 'none' })",
      );
      expect(isMarked, name).toBe(true);
      reached.push(name);
    }
    expect(reached).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(20);
  });

  it('filters by the keyboard, says how much is shown, and hides files with nothing left', async () => {
    await open('showcase');
    const all = await browser.evaluate<number>(SHOWN);
    const errors = await browser.evaluate<number>("document.querySelectorAll('[data-severity=error]').length");
    await browser.evaluate("document.querySelector('[value=error]').focus()");
    await browser.press(' ');
    expect(await browser.evaluate(SHOWN)).toBe(all - errors);
    expect(await browser.evaluate("document.getElementById('shown').textContent")).toMatch(/^\d+ of \d+ shown$/);
    for (const other of ['warning', 'info']) await browser.evaluate(`document.querySelector('[value=${other}]').click()`);
    expect(await browser.evaluate("[...document.querySelectorAll('.file')].filter((each) => each.checkVisibility()).length")).toBe(0);
    await browser.evaluate("document.querySelector('#filters button').focus()");
    await browser.press('Enter');
    await browser.evaluate('new Promise((resolve) => setTimeout(resolve))');
    expect(await browser.evaluate(SHOWN)).toBe(all);
    const rule = 'vrrp/strict-conflict';
    await browser.evaluate(
      `document.getElementById('rule').value = '${rule}', document.getElementById('rule').dispatchEvent(new Event('input', { bubbles: true }))`,
    );
    expect(await browser.evaluate(SHOWN)).toBe(await browser.evaluate(`document.querySelectorAll('[data-rule="${rule}"]').length`));
  });

  it('shows everything, and no control, without scripts', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open('showcase');
    expect(await browser.evaluate(SHOWN)).toBe(await browser.evaluate("document.querySelectorAll('[data-severity]').length"));
    expect(await browser.evaluate("document.getElementById('filters').checkVisibility()")).toBe(false);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  });

  it.each([
    ['showcase', 'light'],
    ['showcase', 'dark'],
    ['clean', 'light'],
    ['clean', 'dark'],
  ] as const)('%s has a contrast of 4.5 everywhere when it is %s', async (page, scheme) => {
    await open(page, 1280, scheme);
    expect(await browser.evaluate(FAINT)).toEqual([]);
  });
});

/** Texts of the page with too little contrast to what is behind them. In a drawing that is the shape in front of which a text stands. */
const FAINT = `(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = parts(color).map((each) => each / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isClear = (color) => color === 'none' || color === 'transparent' || parts(color)[3] === 0;
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const shapeBehind = (text) => {
    const shapes = [...text.ownerSVGElement.querySelectorAll('rect')];
    const own = text.getBoundingClientRect();
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    const under = shapes.filter((shape) => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
    return under.length > 0 ? getComputedStyle(under.at(-1)).fill : behind(text.ownerSVGElement);
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === '' || !element.checkVisibility() || /^(?:script|title)$/.test(element.localName)) continue;
    const text = element.closest('text');
    const [front, ground] = text ? [getComputedStyle(element).fill, shapeBehind(text)] : [getComputedStyle(element).color, behind(element)];
    const [a, b] = [light(front), light(ground)].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(walker.currentNode.data.trim().slice(0, 40) + ' ' + front + ' on ' + ground + ' ' + contrast.toFixed(2));
  }
  return faint;
})()`;
