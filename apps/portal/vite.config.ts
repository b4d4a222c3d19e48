import path from 'node:path';
import { config } from './config.js';

/** For the editor, the type check and component tests: this app without any plugin. `docket build` writes its own. */
export default config({
  root: import.meta.dirname,
  ui: {},
  out: path.join(import.meta.dirname, 'build'),
  allow: [path.join(import.meta.dirname, '..', '..')],
});
