import { expect, it } from 'vitest';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { expandFile } from '../../../src/engine/expand-file.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { lintText } from '../../helpers/lint-text.ts';
import { configurationWith, SECRET_FORMS } from '../../helpers/secret-forms.ts';

const SECRET = 'Q4u3Q7o9Q3x9';

it.each(SECRET_FORMS.map((form) => JSON.stringify({ configuration: configurationWith(form(SECRET)) })))(
  'a secret in a string of JSON is masked as it is in the configuration itself: %s',
  (text) => {
    const root = { path: 'k.json', absolute: 'k.json' };
    const { lines } = expandFile(root, memoryReader({ 'k.json': text }), { configId: null, target: assumedTarget('2.4.3') });
    const shown = [...lines.map((line) => line.text), lintText(text).line('keepalived.conf', 1)].join('\n');
    expect(shown).not.toContain(SECRET);
  },
);
