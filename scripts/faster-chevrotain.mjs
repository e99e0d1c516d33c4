// Leaves out what Chevrotain does for other grammars: a tenth of the start, and some of each line. Each change fails the build where a new version of
// Chevrotain looks different.
import { readFile } from 'node:fs/promises';

const CHANGES = {
  // Records the grammar with ten methods for each of its constructs (CONSUME, CONSUME1, …), and deletes them again. The grammar uses the first ones.
  // And it gets those of its prototype back instead: an object that lost a property is slow for ever, and the parser is asked with each line.
  'parse/parser/traits/gast_recorder.js': [
    [/i < 10/g, 'i < 1', 2],
    [/delete that(\[.*?\]|\.\w+);/g, 'that$1 = Object.getPrototypeOf(that)$1;', 17],
  ],
  // Adds two hundred methods to a prototype one by one. V8 copies the table of all for each (700 kB), unless the object has lost a property before.
  'parse/parser/utils/apply_mixins.js': [
    [/(?<=function applyMixins\(derivedCtor, baseCtors\) \{)/g, ' derivedCtor.prototype.lost = 0; delete derivedCtor.prototype.lost;', 1],
  ],
};

/** The esbuild plugin. */
export const fasterChevrotain = {
  name: 'faster-chevrotain',
  setup(builder) {
    const seen = new Set();
    builder.onLoad({ filter: /[\\/]chevrotain[\\/]lib[\\/]src[\\/]/ }, async ({ path }) => {
      const file = path.replaceAll('\\', '/').replace(/^.*\/chevrotain\/lib\/src\//, '');
      if (!Object.hasOwn(CHANGES, file)) return undefined;
      seen.add(file);
      return { contents: changed(await readFile(path, 'utf8'), file) };
    });
    builder.onEnd(() => {
      for (const file of Object.keys(CHANGES)) if (!seen.has(file)) throw new Error(`Chevrotain has no ${file}: see ${import.meta.url}`);
    });
  },
};

function changed(text, file) {
  let contents = text;
  for (const [pattern, replacement, times] of CHANGES[file]) {
    if (contents.match(pattern)?.length !== times) throw new Error(`Chevrotain's ${file} is not as expected: see ${import.meta.url}`);
    contents = contents.replace(pattern, replacement);
  }
  return contents;
}
