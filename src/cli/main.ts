import { createOutput } from './output.ts';
import { run } from './run.ts';
import { runProgram } from './run-program.ts';

run(process.argv.slice(2), {
  workingDirectory: process.cwd(),
  environment: process.env,
  // Each stream of Node's own costs time when it is first looked at.
  get stdin() {
    return process.stdin;
  },
  stdout: createOutput(1),
  stderr: createOutput(2),
  run: (program, args) => runProgram(program, args, process.env),
}).then((code) => {
  // All is written. To end by itself, Node would first take down what it has built, which takes a few milliseconds.
  process.exit(code);
});
