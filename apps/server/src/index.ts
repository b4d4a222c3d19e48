export { buildApps } from './building/build.ts';
export { docket, runDocket } from './command.ts';
export { Problem } from './problem.ts';
export { loadProject, type Project } from './project.ts';
export { builtPages } from './serve/pages.ts';
export { serve, type Served } from './serve/serve.ts';
export { readSettings, type Settings } from './settings.ts';
