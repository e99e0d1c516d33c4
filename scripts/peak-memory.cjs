'use strict';
// Loaded before a program (`node --require`): writes the most memory that it held, in KiB, to file descriptor 3 when it ends.
process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)));
