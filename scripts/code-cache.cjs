'use strict';
// Writes dist/cli-….cache: runs the launcher on configurations and keeps what V8 has compiled by the end of that.
// Usage: node scripts/code-cache.cjs dist/cli-0123456789ab PATH…
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');

const [, , bundle, ...paths] = process.argv;
let script;
// The launcher takes `Script` from node:vm; handing it this one is the way to the very script that it runs.
vm.Script = class extends vm.Script {
  constructor(...args) {
    super(...args);
    script = this;
  }
};
process.on('exit', () => writeFileSync(`${bundle}.cache`, script.createCachedData()));
process.argv = [process.argv[0], join(__dirname, '..', 'dist', 'kvlint.js'), '--fail-on', 'never', ...paths];
require('../dist/kvlint.js');
