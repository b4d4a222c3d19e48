'use strict';
// Old syntax on purpose: this file must be readable by the Node.js versions it turns away.
var found = process.versions.node;
if (Number(found.split('.')[0]) < 20) {
  process.stderr.write(
    'Docket needs Node.js 20 or newer to begin with; this is ' +
      found +
      '.\nNext: install a current Node.js from https://nodejs.org and run the command again. ' +
      'Docket then fetches the exact version it runs on by itself.\n',
  );
  process.exit(1);
}
