// What one lint takes in a process that lints the same file again and again, as an editor does: one line is otherwise each time.
// Usage: node scripts/bench-warm.mjs FILE COUNT
// Prints the median of the last half of COUNT lints, in milliseconds.
import { readFileSync } from 'node:fs';
import { assumedTarget, lint, memoryReader, rules } from '../dist/index.js';

const [file, count] = [process.argv[2], Number(process.argv[3])];
const text = readFileSync(file, 'utf8');
const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
const options = { rules, target: assumedTarget('2.4.3'), profiles: [], severities: new Map(), kvlint: 'bench' };
const edited = (i) => text.replace(/^( *priority) \d+$/m, `$1 ${1 + (i % 254)}`);
if (edited(0) === edited(1)) throw new Error(`${file} has no line to edit.`);

const times = Array.from({ length: count }, (_, i) => {
  const reader = memoryReader({ [root.absolute]: edited(i) });
  const begin = process.hrtime.bigint();
  lint([root], reader, options);
  return Number(process.hrtime.bigint() - begin) / 1e6;
});
const last = times.slice(count >> 1).sort((a, b) => a - b);
console.log(last[last.length >> 1]);
