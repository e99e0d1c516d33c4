import { lint } from '../engine/lint.ts';
import type { Root } from '../engine/reader.ts';
import type { StoredTexts } from '../node/text-store.ts';
import { gather } from './gather.ts';
import type { LintFlags } from './lint-command.ts';
import { lintPlan, runSettings } from './lint-plan.ts';
import type { Session } from './session.ts';

/** Some of the root files of a run, and all that a thread has to know to lint them. Plain data. */
export interface Share {
  readonly roots: readonly Root[];
  /** The files that hold them. */
  readonly files: readonly string[];
  readonly flags: LintFlags;
  readonly workingDirectory: string;
  readonly environment: Session['environment'];
}

/** Lints a share, for whoever takes what it came to for the whole run. */
export async function lintShare({ roots, files, flags }: Share, session: Session): Promise<StoredTexts> {
  // What belongs to a file but is in no share of its own is for the whole run to find.
  const alone = { ...flags, everyFileARoot: true, onlyGiven: false };
  const gathered = await gather(files, alone, session);
  const own = new Set(roots.map(({ absolute }) => absolute));
  const found = { ...gathered, roots: gathered.roots.filter(({ absolute }) => own.has(absolute)), others: [], includers: [] };
  if (found.roots.length === 0) return [];
  const settings = await runSettings(gathered, alone, session);
  const plan = await lintPlan(found, settings, alone, { session });
  const { TextStore } = await import('../node/text-store.ts');
  const store = new TextStore();
  lint(plan.roots, gathered.reader, { ...plan.options, filters: [], store });
  return store.texts;
}
