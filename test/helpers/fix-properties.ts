import { expect } from 'vitest';
import { NEWEST_VERSION } from '../../grammar/version.ts';
import { compareConfigurations } from '../../src/comparison/compare-configurations.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import { readConfigurations } from '../../src/engine/read-configurations.ts';
import type { Fixes } from '../../src/fixing/fix-findings.ts';
import { fixText, type LintTextOptions } from './lint-text.ts';

/** Rules whose safe fixes write otherwise what keepalived takes the same way; those of the others change what their finding is about. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'version/deprecated-keyword',
  'version/removed-keyword',
  'syntax/extra-argument',
  'style/default-value',
]);

/** What must hold of safe fixes, whatever text they are made of. Gives what they did. */
export function expectHarmless(text: string, options: LintTextOptions = {}): Fixes {
  const fixes = fixText(text, { ...options, safety: 'safe' });
  if (fixes.files.length === 0) return fixes;
  const before = { ...options.files, ...options.otherNodes, 'keepalived.conf': text };
  const after = { ...before, ...Object.fromEntries(fixes.files.map((file) => [file.path, file.after])) };
  for (const file of fixes.files) {
    expect(missingComments(file.before, file.after), 'comments that are gone').toEqual([]);
    expect(/\r?\n$/.test(file.after), 'the last newline').toBe(/\r?\n$/.test(file.before));
  }
  expectChangesOfFindings(before, after, fixes, options);
  if (fixes.isComplete) {
    const again = fixText(after['keepalived.conf'], {
      ...options,
      files: pick(after, Object.keys(options.files ?? {})),
      otherNodes: pick(after, Object.keys(options.otherNodes ?? {})),
      safety: 'safe',
    });
    expect(again.files, 'a second run changes nothing').toEqual([]);
  }
  return fixes;
}

function pick(texts: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
}

/** keepalived would run something else only where a line was changed that says so. */
function expectChangesOfFindings(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  { fixed, files }: Fixes,
  { version = NEWEST_VERSION, otherNodes = {} }: LintTextOptions,
): void {
  const isNeutral = fixed.every(({ rule }) => NEUTRAL.has(rule));
  const touched = files.flatMap((file) => changedLines(file.before, file.after));
  // With a block that is read at last, all that stands in it is.
  const opensBlock = touched.some((line) => /[{}\ufeff]/.test(line));
  const blocks = new Set(files.flatMap((file) => [...blocksAround(file.after, file.before), ...blocksAround(file.before, file.after)]));
  const words = new Set(touched.flatMap((line) => line.split(/[\s="/:]+/)));
  for (const path of ['keepalived.conf', ...Object.keys(otherNodes)]) {
    const old = configurationsOf(before, path, version);
    for (const [id, now] of configurationsOf(after, path, version)) {
      const changes = compareConfigurations(path, old.get(id) ?? null, now);
      // That keepalived runs at last is what a fix is for; that it does not is never.
      const unnamed = changes.filter(({ what, before: was, after: is }) => {
        // A block of which the model reads little is one value, with its lines in it.
        const isAbout = [what, ...`${was} ${is}`.split(/[\s;,]+/).filter((word) => /^[a-z_]{4,}$/i.test(word))].some((word) =>
          isNamed(word, words),
        );
        return !isAbout && !(what === 'runs' && is === true);
      });
      // Of keywords that the model does not read, only the name tells one setting from another.
      if (isNeutral) expect(unnamed, 'nothing else is run').toEqual([]);
      if (opensBlock) continue;
      const strange = unnamed.filter(({ subject }) => !blocks.has(titleOf(subject)));
      expect(strange, 'changes in blocks in which no line was changed').toEqual([]);
    }
  }
}

function isNamed(word: string, words: ReadonlySet<string>): boolean {
  return words.has(word) || [...words].some((each) => each.length > 3 && (word.includes(each) || each.includes(word)));
}

function configurationsOf(files: Readonly<Record<string, string>>, path: string, version: NonNullable<LintTextOptions['version']>) {
  const views = readConfigurations({ path, absolute: path }, memoryReader(files), assumedTarget(version));
  return new Map([...views].map((configuration) => [configuration.view.configId, configuration]));
}

/** `vrrp_instance VI_1`: keyword and first word of a block at top level. */
function titleOf(header: string): string {
  return header
    .trim()
    .split(/[\s{,]+/)
    .slice(0, 2)
    .join(' ')
    .trim();
}

/** The blocks at top level that hold lines of a text which another one lacks. */
function blocksAround(text: string, other: string): readonly string[] {
  const changed = new Set(lacking(text.split('\n'), other.split('\n')));
  let title = '';
  return text.split('\n').flatMap((line) => {
    if (/^[^\s#!}]/.test(line)) title = titleOf(line);
    return changed.has(line) ? [title] : [];
  });
}

/** Lines of either text that the other one lacks. */
function changedLines(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  return [...lacking(old, now), ...lacking(now, old)];
}

function lacking(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function missingComments(before: string, after: string): readonly string[] {
  return lacking(commentsOf(before), commentsOf(after));
}

function commentsOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    let quoted = false;
    for (let i = 0; i < line.length; i++) {
      if (line[i] === '"') quoted = !quoted;
      else if (line[i] === '\\') i++;
      else if (!quoted && (line[i] === '#' || line[i] === '!')) return [line.slice(i).trimEnd()];
    }
    return [];
  });
}
