// The one entry of the repository's commands: node tools/run.mjs start | test | bench | …
// It needs nothing installed, and imports dynamically so that an old Node.js reaches the version check first.
import './node-version.cjs';

void import('./commands.mjs').then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)));
