#!/usr/bin/env node
'use strict';
// dist/kvlint.js. Runs the bundle with the code cache that the build left beside it: V8 then neither parses nor compiles it again, which
// is a quarter of a short run. V8 itself refuses a cache that another version or other flags made, or that is cut short; without one, the
// bundle is compiled as any other file. Nothing is ever written.
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const bundle = `${__dirname}/CLI_BUNDLE`;

function cache() {
  try {
    return readFileSync(`${bundle}.cache`);
  } catch {
    return undefined;
  }
}

// The file is one function expression, with the parameters that Node gives to every CommonJS module.
const script = new Script(readFileSync(`${bundle}.js`, 'latin1'), { filename: `${bundle}.js`, cachedData: cache() });
const main = { exports: {} };
script.runInThisContext()(main.exports, require, main, `${bundle}.js`, __dirname);
