import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Where there is no browser nothing is tried, but on CI, which has to have one. */
export const WITHOUT_CHROMIUM = CHROMIUM === undefined && !process.env.CI;

const OPTIONS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

/** What the browser says by itself. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Answer = { readonly result?: Record<string, unknown>; readonly error?: { readonly message: string } };

/** A headless Chromium with one page, spoken to in its DevTools protocol over a pipe. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #listeners = new Set<(event: BrowserEvent) => void>();
  #session: string | undefined;
  #last = 0;
  #received = '';

  private constructor(chromium: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'kvlint-browser-'));
    this.#process = spawn(chromium, [...OPTIONS, `--user-data-dir=${this.#profile}`, '--remote-debugging-pipe', 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.#receive(text));
  }

  static async start(): Promise<Browser> {
    if (CHROMIUM === undefined) throw new Error('There is no Chromium on this machine.');
    const browser = new Browser(CHROMIUM);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Log']) await browser.send(`${domain}.enable`);
    return browser;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.on('close', resolve));
    this.#session = undefined;
    this.send('Browser.close').catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Hears what the browser says until it is called again. */
  listen(listener: (event: BrowserEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads a page, and waits until it is there. */
  async open(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      const stop = this.listen(({ method }) => {
        if (method !== 'Page.loadEventFired') return;
        stop();
        resolve();
      });
    });
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value: T }).value;
  }

  async press(key: 'Tab' | 'Enter' | ' '): Promise<void> {
    const code = { Tab: 9, Enter: 13, ' ': 32 }[key];
    const event = {
      key,
      code: key === ' ' ? 'Space' : key,
      windowsVirtualKeyCode: code,
      ...(key !== 'Tab' && { text: key === ' ' ? ' ' : '\r' }),
    };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  send(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    const message = JSON.stringify({ id, method, params, ...(this.#session !== undefined && { sessionId: this.#session }) });
    (this.#process.stdio[3] as Writable).write(`${message}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {})));
    });
  }

  #receive(text: string): void {
    const messages = (this.#received + text).split('\0');
    this.#received = messages.pop() ?? '';
    for (const each of messages) {
      const message = JSON.parse(each) as Answer & BrowserEvent & { readonly id?: number };
      if (message.id === undefined) for (const listener of this.#listeners) listener(message);
      else {
        this.#waiting.get(message.id)?.(message);
        this.#waiting.delete(message.id);
      }
    }
  }
}
