import type { Word } from '../../../grammar/tree.ts';
import type { Bound, BoundValue } from '../../binding/bound.ts';
import { numberSetting, usedValues } from '../read-settings.ts';
import { fallback, given, type Setting } from '../setting.ts';
import { Definitions, type NamedBlock, namedBlocks } from './definitions.ts';
import { TargetDraft } from './target.ts';
import type { VrrpScript } from './vrrp-script.ts';

export class ScriptDraft extends TargetDraft implements VrrpScript {
  readonly script: Word;
  interval: Setting<number> = fallback(1);
  writtenTimeout: Setting<number> | null = null;
  rise: Setting<number> = fallback(1);
  fall: Setting<number> = fallback(1);
  initFail: Setting<boolean> = fallback(false);

  constructor(block: NamedBlock, script: Word) {
    super(block, 0);
    this.script = script;
  }

  get timeout(): Setting<number> {
    return this.writtenTimeout ?? fallback(this.interval.value, this.interval.node);
  }
}

export class ScriptDefinitions extends Definitions<ScriptDraft> {
  /** Names of those whose command keepalived cannot split. */
  readonly broken: Word[] = [];
}

/** Every vrrp_script that keepalived keeps: one without a script it does not, nor one whose command it cannot split (`isBroken`). */
export function readScripts(children: readonly Bound[], isBroken: (command: Word) => boolean): ScriptDefinitions {
  const scripts = new ScriptDefinitions();
  for (const block of namedBlocks(children, 'vrrp_script')) {
    const lines = [...usedValues(block.bound.children)];
    const script = lines.findLast(({ keyword }) => keyword.name === 'script')?.args[0]?.word;
    const isSplit = !script || !isBroken(script);
    if (!isSplit) scripts.broken.push(block.nameWord);
    if (!script || script.text === '' || !isSplit) {
      scripts.leftOut.set(block.nameWord.text, block.nameWord);
      continue;
    }
    const draft = new ScriptDraft(block, script);
    for (const line of lines) readLine(draft, line);
    scripts.add(draft);
  }
  return scripts;
}

function readLine(draft: ScriptDraft, line: BoundValue): void {
  switch (line.keyword.name) {
    case 'interval':
      draft.interval = numberSetting(line, draft.interval);
      break;
    case 'timeout':
      draft.writtenTimeout = numberSetting(line, draft.timeout);
      break;
    case 'weight':
      draft.readWeight(line.args, line.node);
      break;
    case 'rise':
      draft.rise = numberSetting(line, draft.rise);
      break;
    case 'fall':
      draft.fall = numberSetting(line, draft.fall);
      break;
    case 'init_fail':
      draft.initFail = given(true, line.node);
      break;
  }
}
